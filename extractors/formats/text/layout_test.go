package text

import (
	"strings"
	"testing"
)

// What programs make of a report that is no text file: pdftotext, text browsers, converters of office files.
var converted = []struct{ name, in, want string }{
	{"numbers alone, pages that count, a number at the head of a page", "C31/7-E\nPurpose\nThis document reports on what the group has done since its last meeting, which was held in the\nautumn.\n\n1\n\nBackground\n\n1.1\nThe group was set up by the Council in 2030, and has met four times since then, each time for\nthree days.\n1.2\nIts mandate was renewed by the Council at its last session for a period of four years, as it had\nasked.\n\nC31/7-E\n\n1\n\n\fC31/7-E\n\n1.3\nThe group has 44 members from all the regions, and is chaired by the member from the host of the\nnext meeting.\n\nC31/7-E\n\n2\n\n\f", `
furniture C31/7-E
paragraph Purpose
paragraph This document reports on what the group has done since its last meeting, which was held in the autumn.
heading1 [1]→Background
paragraph [1.1]→The group was set up by the Council in 2030, and has met four times since then, each time for three days.
paragraph [1.2]→Its mandate was renewed by the Council at its last session for a period of four years, as it had asked.
furniture C31/7-E
furniture 1
furniture C31/7-E
paragraph [1.3]→The group has 44 members from all the regions, and is chaired by the member from the host of the next meeting.
furniture C31/7-E
furniture 2
`},
	{"blank lines in the midst of paragraphs", "1\nContexte\n\n1.1\nLa Conférence a confié à l'Union le rôle de coordonnateur pour la grande \n\norientation, et 134 pays ont adopté depuis lors une stratégie nationale, soit\n\nprès des trois quarts des Membres.\n\n1.2\nL'indice mondial publié en septembre repose sur 83 questions réparties en \n\ncinq piliers, et 194 États Membres ont été évalués à ce titre.\n\n1.3\nLes pertes dues à la cybercriminalité dépasseraient plus de deux milliards \n\npar an dans les pays en développement.\n", `
heading1 [1]→Contexte
paragraph [1.1]→La Conférence a confié à l'Union le rôle de coordonnateur pour la grande orientation, et 134 pays ont adopté depuis lors une stratégie nationale, soit près des trois quarts des Membres.
paragraph [1.2]→L'indice mondial publié en septembre repose sur 83 questions réparties en cinq piliers, et 194 États Membres ont été évalués à ce titre.
paragraph [1.3]→Les pertes dues à la cybercriminalité dépasseraient plus de deux milliards par an dans les pays en développement.
`},
	{"a figure at the start of a line is no number", `1 Background

1.1 The meeting was attended by delegates of all regions, and was followed by
153 Member States on the web. The plan should be ready at the very latest in
18 months and cost less than

CHF 150 000.

1.2 The second was held in Document WTDC-
25. It was long.
`, `
heading1 [1] Background
paragraph [1.1] The meeting was attended by delegates of all regions, and was followed by 153 Member States on the web. The plan should be ready at the very latest in 18 months and cost less than
paragraph CHF 150 000.
paragraph [1.2] The second was held in Document WTDC-25. It was long.
`},
	{"verbs of a resolution", "observando\nque el documento estima en nueve millones el coste de la Conferencia, de los que el\npaís anfitrión sufragará al menos seis millones,\n         resuelve\n1       que la Conferencia se celebre en Doha del 9 al 27 de noviembre, con una duración\nde tres semanas;\n2     que cada delegación reciba los documentos en seis idiomas,\n         encarga al Secretario General\n1       que envíe las invitaciones mediante carta circular antes de noviembre;\n2     que organice seis reuniones regionales de preparación y facilite hasta 75 becas a\nlos países menos adelantados.\n", `
paragraph observando
paragraph que el documento estima en nueve millones el coste de la Conferencia, de los que el país anfitrión sufragará al menos seis millones,
paragraph resuelve
paragraph [1]       que la Conferencia se celebre en Doha del 9 al 27 de noviembre, con una duración de tres semanas;
paragraph [2]     que cada delegación reciba los documentos en seis idiomas,
paragraph encarga al Secretario General
paragraph [1]       que envíe las invitaciones mediante carta circular antes de noviembre;
paragraph [2]     que organice seis reuniones regionales de preparación y facilite hasta 75 becas a los países menos adelantados.
`},
	{"letters, Roman numbers and ordinals before a tab", "A\tMandate of the group\nA.1\tComposition\nThe group has nine members and meets twice a year in Geneva.\nB\tWork done\nII\tОбщие вопросы\n3bis\tPuntos nuevos\n3bis.1\tEl grupo examinó dieciocho normas.\nA.2.2bis\tLes chiffres ne sont pas comparables.\nأولاً\tالولاية والنطاق\nGrade\tPosts\nB\t12\nD\t7\n", `
paragraph [A]→Mandate of the group
paragraph [A.1]→Composition
paragraph The group has nine members and meets twice a year in Geneva.
paragraph [B]→Work done
paragraph [II]→Общие вопросы
heading1 [3bis]→Puntos nuevos
paragraph [3bis.1]→El grupo examinó dieciocho normas.
paragraph [A.2.2bis]→Les chiffres ne sont pas comparables.
paragraph [أولاً]→الولاية والنطاق
table
  row head
    cell head Grade
    cell1 head Posts
  row
    cell B
    cell1 12
  row
    cell D
    cell1 7
`},
	{"tables drawn in rows of dashes, wrapped cells and a head", `
  ---------------------------------------- -----------------------------
  Council 2031                             Document C31/7-E

  Geneva, 3-12 June 2031                   May 2031
  ---------------------------------------- -----------------------------

  ------------------- ---------------------------------------------------
  Purpose             This document reports on what the group has done
                      since its last meeting, held in Resolution 99 (Rev.
                      Dubai, 2018).

  Action required by  The Council is invited to take note of it.
  the Council
  ------------------- ---------------------------------------------------

  -----------------------------------------------------------------------
  Region              Member   Participants in
                      States   person
  ----------------- -------- --------------------------------------------
  Africa                  44 412

  Asia and the            38 1 044
  Pacific
  -----------------------------------------------------------------------

  Year      Income
  ------- --------
  2030         180
  2031         205

The table shows all.
`, `
table
  row
    cell Council 2031
    cell1 Document C31/7-E
  row
    cell Geneva, 3-12 June 2031
    cell1 May 2031
table
  row
    cell Purpose
    cell1 This document reports on what the group has done since its last meeting, held in Resolution 99 (Rev. Dubai, 2018).
  row
    cell Action required by the Council
    cell1 The Council is invited to take note of it.
table
  row head
    cell head Region
    cell1 head Member States
    cell2 head Participants in person
  row
    cell Africa
    cell1 44
    cell2 412
  row
    cell Asia and the Pacific
    cell1 38
    cell2 1 044
table
  row head
    cell head Year
    cell1 head Income
  row
    cell 2030
    cell1 180
  row
    cell 2031
    cell1 205
paragraph The table shows all.
`},
	{"tables drawn as grids, with bars, and in boxes", `
+-------------------+--------------------+
| Objet             | Le présent rapport |
|                   | rend compte:       |
|                   |                    |
|                   | - de la session;   |
|                   | - des résultats.   |
+-------------------+--------------------+
| Annexes: 2                             |
+===================+====================+
| 理事会            | 文件C31/7          |
+-------------------+--------------------+

| Region | Members |
|--------|--------:|
| Africa | 44 |
| Asia and the Pacific | 38 |

+------+--------+
| Year | Income |
+------+--------+
| 2030 |    180 |
| 2031 |    205 |
+------+--------+

┌──────┬──────┐
│ a    │ b    │
├──────┼──────┤
│ c    │ d    │
└──────┴──────┘

+----------------------------------------------------------+
| The Council is invited to take note of the report and to |
| endorse its conclusions.                                 |
+----------------------------------------------------------+
`, `
table
  row head
    cell head Objet
    cell1 head
      paragraph Le présent rapport rend compte:
      item [-] de la session;
      item [-] des résultats.
  row head
    cell head Annexes: 2
  row
    cell 理事会
    cell1 文件C31/7
table
  row head
    cell head Region
    cell1 head Members
  row
    cell Africa
    cell1 44
  row
    cell Asia and the Pacific
    cell1 38
table
  row head
    cell head Year
    cell1 head Income
  row
    cell 2030
    cell1 180
  row
    cell 2031
    cell1 205
table
  row
    cell a
    cell1 b
  row
    cell c
    cell1 d
paragraph The Council is invited to take note of the report and to endorse its conclusions.
`},
	{"the lines of a table of contents are wider than the margin", "Table of contents\n1   Mandate of the group and the dates of its meetings ..........................................................................3\n2   Work programme and its results .......................................................................................................4\n3   Finance ..................................................................................................................................................5\n4   Next meetings ..........................................................................................................................................5\n5   Annex to the report .................................................................................................................................6\n\n1 Mandate of the group and the dates of its meetings\n1.1 The group was set up by the Council in 2030, and has met four times since, each\ntime for three days.\n1.2 Its mandate was renewed by the Council at its last session for four years, as the\ngroup had asked.\n", `
paragraph Table of contents
paragraph [1]   Mandate of the group and the dates of its meetings ..........................................................................3
paragraph [2]   Work programme and its results .......................................................................................................4
paragraph [3]   Finance ..................................................................................................................................................5
paragraph [4]   Next meetings ..........................................................................................................................................5
paragraph [5]   Annex to the report .................................................................................................................................6
heading1 [1] Mandate of the group and the dates of its meetings
paragraph [1.1] The group was set up by the Council in 2030, and has met four times since, each time for three days.
paragraph [1.2] Its mandate was renewed by the Council at its last session for four years, as the group had asked.
`},
	{"numbers right of the words of their head", "          Office          Staff members              Projects        Cost, CHF 000\n Addis Ababa                            14                   33                2 905\n Brasilia                               12                   19                2 118\n Cairo                                   9                   12                1 640\n", `
table
  row head
    cell head Office
    cell1 head Staff members
    cell2 head Projects
    cell3 head Cost, CHF 000
  row
    cell Addis Ababa
    cell1 14
    cell2 33
    cell3 2 905
  row
    cell Brasilia
    cell1 12
    cell2 19
    cell3 2 118
  row
    cell Cairo
    cell1 9
    cell2 12
    cell3 1 640
`},
	{"a number in parts behind a full line", "2.1 The groups met in January, and each of the chairs has ten minutes to report on:\n–   CWG-LANG (Resolution 1372 (C15, last amended C16)) and its work – Document C31/12\n2.1.1 It is proposed that three groups be dissolved after the conference, as well as that\n1.5 million francs be saved in the coming years, without any of the work that was\nplanned being put off.\n", `
paragraph [2.1] The groups met in January, and each of the chairs has ten minutes to report on:
item [–]   CWG-LANG (Resolution 1372 (C15, last amended C16)) and its work – Document C31/12
paragraph [2.1.1] It is proposed that three groups be dissolved after the conference, as well as that 1.5 million francs be saved in the coming years, without any of the work that was planned being put off.
`},
	{"few lines are long, and all of them full", "1 背景\n1.1 信息通信技术（以下简称“ICT”）有助于残疾人充分参与社会生活。世界卫生组织估\n计，全球残疾人超过十亿。\n2 决定草案\n理事会，\n忆及\n关于第九届大会的第91号决议及其附件所载的各项任务，并忆及理事会的第1184号决\n定，\n做出决议\n1 设立三个中心；\n2 评估其工作。\n", `
heading1 [1] 背景
paragraph [1.1] 信息通信技术（以下简称“ICT”）有助于残疾人充分参与社会生活。世界卫生组织估计，全球残疾人超过十亿。
paragraph [2] 决定草案
paragraph 理事会，
paragraph 忆及
paragraph 关于第九届大会的第91号决议及其附件所载的各项任务，并忆及理事会的第1184号决定，
paragraph 做出决议
paragraph [1] 设立三个中心；
paragraph [2] 评估其工作。
`},
	{"a bracket that a Chinese character closes is no mark", "1.1 大会通过了四项新决议，包括关于区域代表处作用的第92号决议（2031年，巴\n库），以及三十项区域性举措，理事会还就第632号决定专家组的工作大纲达成一\n致，并请秘书长向下届会议报告。\n1.2 理事会注意到这一报告，并对所有成员国和部门成员在大会筹备过程中作出的\n贡献表示感谢。\n", `
paragraph [1.1] 大会通过了四项新决议，包括关于区域代表处作用的第92号决议（2031年，巴库），以及三十项区域性举措，理事会还就第632号决定专家组的工作大纲达成一致，并请秘书长向下届会议报告。
paragraph [1.2] 理事会注意到这一报告，并对所有成员国和部门成员在大会筹备过程中作出的贡献表示感谢。
`},
	{"tables with bars and no borders", "|Council 2031            |Revision 1 to Document  |\n|                        |C31/7-E                 |\n|Geneva, 3-12 June 2031  |May 2031                |\n\n ___________________________\n|Source_____________|2030___|\n|Assessed           |       |\n|contributions______|107_950|\n|Cost_recovery______|38_112_|\n", `
table
  row
    cell Council 2031
    cell1 Revision 1 to Document C31/7-E
  row
    cell Geneva, 3-12 June 2031
    cell1 May 2031
table
  row
    cell Source
    cell1 2030
  row
    cell Assessed contributions
    cell1 107 950
  row
    cell Cost recovery
    cell1 38 112
`},
	{"vowel signs apart from their letters, and the symbol at the head of a page", "\u202bي ُدعى المجلس إلى أن يحيط علما ًبالتقرير الذي ُعقد\u202c\n\n\f   –2–\nC31/5-A\n\u202bالمقدمة\u202c\n", `
paragraph يُدعى المجلس إلى أن يحيط علماً بالتقرير الذي عُقد
furniture –2–
furniture C31/5-A
paragraph المقدمة
`},
	{"a bold title that fills its line with its stars", "**REGIONAL PRESENCE OF THE UNION AND FOLLOW-UP OF THE CONFERENCE 1 IN\nBAKU**\n\n**Purpose**\n\nThis document describes how the offices of the Union carry out what was\ndecided by the conference of the year before, which was held in the\nautumn, and by the Council at its last session, held in the spring.\n\n**Action required by the Council**\n\nThe Council is invited to note the report and to endorse what it says of\nthe years to come, and to adopt the draft decision in its only annex,\nwhich was agreed upon by the group at its last meeting.\n\n**Background**\n", `
paragraph REGIONAL PRESENCE OF THE UNION AND FOLLOW-UP OF THE CONFERENCE 1 IN BAKU
paragraph Purpose
paragraph This document describes how the offices of the Union carry out what was decided by the conference of the year before, which was held in the autumn, and by the Council at its last session, held in the spring.
paragraph Action required by the Council
paragraph The Council is invited to note the report and to endorse what it says of the years to come, and to adopt the draft decision in its only annex, which was agreed upon by the group at its last meeting.
paragraph Background
`},
	{"dashes that draw no table", "The first part.\n----- -----\nThe second part is a paragraph that goes on and on across the columns.\n----- -----\n\n| a bar |\n", `
paragraph The first part.
paragraph rule ----- -----
paragraph The second part is a paragraph that goes on and on across the columns.
paragraph rule ----- -----
paragraph | a bar |
`},
	{"headings marked by signs", "**Summary**\n\nThe Council is invited **to note** this report.\n\n1\n=\n\nBackground\n\n# 2 Participation\n\n***** 3 Results *****\nNothing.\n", `
paragraph Summary
paragraph The Council is invited to note this report.
heading1 [1]→Background
furniture =
heading1 [2] Participation
paragraph [3] Results
paragraph Nothing.
`},
	{"a head one blank apart, a row as well", "Table 1\n\n      Region     Workshops Participants Share (%)\n  Africa         9         712          33.1\n  Americas       5         398          18.5\n  Arab States    4         305          14.2\n  CIS and Europe 3         215          10.0\n\n5.2 A paragraph.\n", `
paragraph Table 1
table
  row head
    cell head Region
    cell1 head Workshops
    cell2 head Participants
    cell3 head Share (%)
  row
    cell Africa
    cell1 9
    cell2 712
    cell3 33.1
  row
    cell Americas
    cell1 5
    cell2 398
    cell3 18.5
  row
    cell Arab States
    cell1 4
    cell2 305
    cell3 14.2
  row
    cell CIS and Europe
    cell1 3
    cell2 215
    cell3 10.0
paragraph 5.2 A paragraph.
`},
	{"Arabic from left to right", "            \u202bالوثيقة \u202aC31/5-A\u202c\u202c                    \u202bالمجلس \u202a2031\u202c\u202c\n\n" +
		"      \u202bجمع المؤتمر (\u202a ،)WTDC-25\u202cالذي عقد من \u202a 17\u202cإلى \u202a 28\u202cنوفمبر \u202a،2025\u202c\u202c       \u202b\u202a1.1\u202c\u202c\n" +
		"\u202bً\u202c\n       \u202b\u202a 1 939\u202cمشاركا في الفترة \u202a.2026-2029\u202c\u202c\n", `
paragraph المجلس 2031
paragraph الوثيقة C31/5-A
paragraph [1.1]       جمع المؤتمر (WTDC-25)، الذي عقد من 17 إلى 28 نوفمبر 2025،
paragraph 939 1 مشاركا في الفترة 2029-2026.
`},
}

func TestConverted(t *testing.T) {
	for _, c := range converted {
		doc := parseText(t, c.in)
		if got := outline(doc); got != strings.TrimPrefix(c.want, "\n") {
			t.Errorf("%s:\n%s", c.name, got)
		}
	}
}
