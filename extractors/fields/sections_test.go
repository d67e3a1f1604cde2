package fields

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"plenary/pipeline"
)

// document builds a document of a few lines, each a block: "# heading", "* item", "^ note", "~ furniture", "_" a
// rule, "| a | b" a row of a table, "[1.1]\ttext" a paragraph whose label the reader knows, else a paragraph. A line
// that begins with "+ " goes on in the block before it.
func document(text string) *pipeline.Document {
	b := &pipeline.Builder{}
	open, table := false, false
	end := func() {
		if open {
			b.Close()
			open = false
		}
	}
	for _, l := range strings.Split(strings.TrimSpace(text), "\n") {
		l = strings.TrimLeft(l, " ")
		if rest, ok := strings.CutPrefix(l, "+ "); ok {
			b.Write("\n" + rest)
			continue
		}
		end()
		if row, ok := strings.CutPrefix(l, "| "); ok {
			if !table {
				b.Open(pipeline.Table)
				table = true
			}
			b.Open(pipeline.Row)
			for _, cell := range strings.Split(row, " | ") {
				b.Add(pipeline.Cell, cell)
			}
			b.Close()
			continue
		}
		if table {
			b.Close()
			table = false
		}
		kind := pipeline.Paragraph
		for mark, k := range map[string]pipeline.BlockKind{"# ": pipeline.Heading, "* ": pipeline.Item, "^ ": pipeline.Note, "~ ": pipeline.Furniture} {
			if rest, ok := strings.CutPrefix(l, mark); ok {
				kind, l = k, rest
			}
		}
		if l == "_" {
			b.Add(kind, "______________").Style = pipeline.Rule
			continue
		}
		b.Open(kind)
		if label, rest, ok := strings.Cut(l, "]"); ok && label[0] == '[' {
			b.Label(label[1:])
			l = rest
		}
		b.Write(l)
		open = true
	}
	end()
	if table {
		b.Close()
	}
	return b.Document("test.txt", "text")
}

// stagesOver runs stages over a document and returns the record.
func stagesOver(t *testing.T, doc *pipeline.Document, stages ...pipeline.Stage) *pipeline.Record {
	t.Helper()
	p := pipeline.Pipeline{Stages: stages}
	rec := p.Record(context.Background(), doc.Name, []byte(doc.Text), doc)
	for _, problem := range rec.Problems {
		if strings.Contains(problem.Message, "panicked") {
			t.Fatal(problem.Message)
		}
	}
	return rec
}

// outlineOf writes the sections one a line, indented by level: "1 Introduction", "  1.1", "Annex 1: 1 Scope".
func outlineOf(rec *pipeline.Record) string {
	var out strings.Builder
	for _, s := range rec.Sections {
		annex := ""
		if s.Annex != "" {
			annex = s.Annex + ": "
		}
		fmt.Fprintf(&out, "%s%s%s\n", strings.Repeat("  ", s.Level-1), annex, strings.TrimSpace(s.Number+" "+s.Title))
	}
	return strings.TrimSpace(out.String())
}

// unindented takes the tabs off that a raw string in a table has.
func unindented(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	for i := range lines {
		lines[i] = strings.TrimLeft(lines[i], "\t")
	}
	return strings.Join(lines, "\n")
}

// TestSections is the sequence model, form by form: what is a section of a small document, and what only looks so.
func TestSections(t *testing.T) {
	for _, c := range []struct {
		name, text, want string
		problems         []string // words that some problem says
	}{
		// How numbers are written.
		{"headings and numbered paragraphs", `
			1	General considerations
			1.1	The Conference was held in Baku.
			1.2	It was opened by the host.
			2	Preparation
			2.1	Six regional meetings were held.`, `
			1 General considerations
			  1.1
			  1.2
			2 Preparation
			  2.1`, nil},
		{"three and four levels", `
			1	Scope
			2	Terms
			3	Procedures
			3.1	Approval
			3.1.1	Texts are approved by consensus.
			3.1.1.1	A draft is sent to all members.
			3.1.1.2	Comments are due within one month.
			3.1.2	A vote may be taken.
			3.2	Deletion
			3.2.1	Texts may be deleted.`, `
			1 Scope
			2 Terms
			3 Procedures
			  3.1 Approval
			    3.1.1
			      3.1.1.1
			      3.1.1.2
			    3.1.2
			  3.2 Deletion
			    3.2.1`, nil},
		{"closing points", `
			1. Introduction
			1.1. The report covers one year.
			1.2. It has two parts.
			2. Results
			2.1. They are good.`, `
			1 Introduction
			  1.1
			  1.2
			2 Results
			  2.1`, nil},
		{"a chapter of a larger work", `
			13.1. The programme is carried out by the secretariat.
			13.2. Its mandate derives from the Assembly.
			13.3. It has three components.`, `
			13.1
			13.2
			13.3`, nil},
		{"chapters with a letter", `
			29E.1 The office serves the duty station.
			29E.2 It provides conference services.
			29E.3 It is headed by a director.`, `
			29E.1
			29E.2
			29E.3`, nil},
		{"chapters with a Roman part", `
			8.II.3 The mandate was given in 2019.
			8.II.4 It was extended in 2023.
			8.II.5 It ends in 2027.`, `
			8.II.3
			8.II.4
			8.II.5`, []string{"do not begin at 1"}},
		{"brackets", `
			1) The first thing to be said is this.
			2) The second thing follows from it.
			3) The third thing ends it.`, `
			1
			2
			3`, nil},
		{"Arabic numbers with a dash", `
			1 - تقرر أن تنشئ فريقا عاملا.
			2 - تطلب إلى الأمين العام أن يقدم تقريرا.
			3 - تدعو الدول الأعضاء إلى المشاركة.`, `
			1
			2
			3`, nil},
		{"Arabic-Indic digits", `
			١- مقدمة
			١-١ عقد الاجتماع في جنيف.
			٢- النتائج`, `
			1 مقدمة
			2 النتائج`, nil},
		{"Arabic ordinals and letters", `
			أولاً - مقدمة
			ألف - الولاية
			1 - عقد الاجتماع في جنيف.
			باء - الميزانية
			2 - بلغت الميزانية مليون فرنك.
			ثانياً - الاستنتاجات
			3 - اختتم الاجتماع أعماله.`, `
			أولاً مقدمة
			  ألف الولاية
			    1
			  باء الميزانية
			    2
			ثانياً الاستنتاجات
			    3`, nil},
		{"Chinese ordinals over numbers that run through", `
			一、引言
			1. 本报告介绍会议的成果。
			2. 会议于日内瓦举行。
			二、成果
			3. 通过了两项决议。`, `
			一 引言
			  1
			  2
			二 成果
			  3`, nil},
		{"Chinese chapters", `
			第一章 总则
			1 本规则适用于理事会。
			2 理事会每年召开一次会议。
			第二章 会议
			3 会议公开举行。`, `
			第一章 总则
			  1
			  2
			第二章 会议
			  3`, nil},
		{"Roman headings over letters over paragraphs", `
			I. Mandate
			A. General
			1. The mission was established in 2004.
			2. Its mandate was extended.
			B. Staff
			3. The mission has 120 posts.
			II. Resources
			4. The budget amounts to 12 million.
			III. Conclusion
			5. The Assembly is invited to approve.`, `
			I Mandate
			  A General
			    1
			    2
			  B Staff
			    3
			II Resources
			    4
			III Conclusion
			    5`, nil}, // a scheme keeps its level
		{"letters without a point", `
			A	Texts under review
			1	The group reviewed three resolutions.
			2	Two of them can be merged.
			B	Radio matters
			3	The frequencies were not discussed.
			C	Options
			4	There are three options.`, `
			A Texts under review
			  1
			  2
			B Radio matters
			  3
			C Options
			  4`, nil},
		{"letters without a point as headings", `
			# A Considérations générales
			1 Le groupe s'est réuni deux fois.
			# B Résultats
			2 Il a adopté trois textes.`, `
			A Considérations générales
			  1
			B Résultats
			  2`, nil},
		{"numbers that begin with the letter of their part", `
			A	Meetings and mandate
			A.1	Meetings
			A.1.1	The group met twice.
			A.1.2	It had ten documents.
			A.1.2bis	One of them came late.
			A.2	Mandate
			B	Texts
			B.1	Recommendations
			B.1.1.1	Two were approved.
			C	Outlook`, `
			A Meetings and mandate
			  A.1 Meetings
			    A.1.1
			    A.1.2
			    A.1.2bis
			  A.2 Mandate
			B Texts
			  B.1 Recommendations
			      B.1.1.1
			C Outlook`, []string{"B.1.1.1 stands without a number B.1.1"}},
		{"Roman headings in capitals without a point", `
			I ALCANCE Y MÉTODO
			1	La auditoría abarca un año.
			II COMPRAS
			2	Las compras son correctas.
			III SEGUIMIENTO
			3	Se siguen las recomendaciones.`, `
			I ALCANCE Y MÉTODO
			  1
			II COMPRAS
			  2
			III SEGUIMIENTO
			  3`, nil},
		{"Chinese ordinals with a wide space", `
			一　范围和方法
			1. 审计涵盖一年。
			二　采购
			2. 采购合规。
			三　人力资源
			3. 人员稳定。`, `
			一 范围和方法
			  1
			二 采购
			  2
			三 人力资源
			  3`, nil},
		{"Arabic ordinals without a dash", `
			أولاً الولاية والنطاق
			1	شملت المراجعة سنة واحدة.
			ثانياً المشتريات
			2	المشتريات سليمة.
			ثالثاً شكر وتقدير
			3	يشكر الفريق الأمانة.`, `
			أولاً الولاية والنطاق
			  1
			ثانياً المشتريات
			  2
			ثالثاً شكر وتقدير
			  3`, nil},
		{"letters alone on their line", `
			A
			Texts under review
			1	The group reviewed three resolutions.
			B
			Radio matters
			2	The frequencies were not discussed.`, `
			A Texts under review
			  1
			B Radio matters
			  2`, nil},
		{"the letters H, I, J are no Roman number", `
			A. Alpha
			B. Beta
			C. Gamma
			D. Delta
			E. Epsilon
			F. Zeta
			G. Eta
			H. Theta
			I. Iota
			J. Jot`, `
			A Alpha
			B Beta
			C Gamma
			D Delta
			E Epsilon
			F Zeta
			G Eta
			H Theta
			I Iota
			J Jot`, nil},
		{"Cyrillic letters in Russian order", `
			А. Общие положения
			1. Группа провела две встречи.
			Б. Итоги
			2. Приняты три документа.
			В. Выводы
			3. Работа будет продолжена.`, `
			А Общие положения
			  1
			Б Итоги
			  2
			В Выводы
			  3`, nil},
		{"Cyrillic letters in Latin order", `
			А. Общие положения
			1. Группа провела две встречи.
			В. Итоги
			2. Приняты три документа.
			С. Выводы
			3. Работа будет продолжена.`, `
			А Общие положения
			  1
			В Итоги
			  2
			С Выводы
			  3`, nil},
		{"bis and ter", `
			4.3	The group elects its chair.
			4.3bis	It elects two vice-chairs.
			4.3 ter	They serve for one period.
			4.4	The group meets twice a year.`, `
			4.3
			4.3bis
			4.3 ter
			4.4`, []string{"do not begin at 1"}},
		{"a section that was put in", `
			SECTION 1
			The Assembly
			1.1	The Assembly meets every four years.
			1.2	It elects its officers.
			SECTION 1bis
			Documents
			1bis.1	General principles
			1bis.1.1	Texts should be short.
			1bis.2	Resolutions
			SECTION 2
			Study groups
			2.1	The Assembly sets up study groups.`, `
			1 The Assembly
			  1.1
			  1.2
			1bis Documents
			  1bis.1 General principles
			    1bis.1.1
			  1bis.2 Resolutions
			2 Study groups
			  2.1`, nil},
		{"parts that begin again", `
			ЧАСТЬ I - Отчет
			1 Введение
			1.1 Отчет охватывает один год.
			2 Итоги
			ЧАСТЬ II - Предложения
			1 Проект резолюции
			1.1 Совету предлагается его рассмотреть.`, `
			I Отчет
			  1 Введение
			    1.1
			  2 Итоги
			II Предложения
			  1 Проект резолюции
			    1.1`, nil},
		{"numbers alone on their line", `
			1
			The report covers the period from 1 January to 31 December.
			2
			The Council is invited to take note of it.
			3
			A further report will be submitted next year.`, `
			1
			2
			3`, nil},
		{"numbers whose space was lost", `
			1Introduction
			1.1The Council met in Geneva.
			1.2The session lasted nine days.
			2Conclusion`, `
			1 Introduction
			  1.1
			  1.2
			2 Conclusion`, nil},
		{"Chinese numbers without a space", `
			1引言
			1.1理事会在日内瓦举行会议。
			1.2会议历时九天。
			2结论`, `
			1 引言
			  1.1
			  1.2
			2 结论`, nil},
		{"labels that the reader knows", `
			[1]	the first thing that is said
			[2]	the second thing that is said
			[2.1]	a detail of it`, `
			1
			2
			  2.1`, nil},

		// Numbers that begin again.
		{"annexes", `
			1	Introduction
			1.1	The report has two annexes.
			2	Conclusion
			ANNEX 1
			Terms of reference
			1	Scope
			1.1	The group advises the Council.
			2	Duration
			ANNEX 2
			1	Timetable`, `
			1 Introduction
			  1.1
			2 Conclusion
			Annex 1: 1 Scope
			  Annex 1: 1.1
			Annex 1: 2 Duration
			Annex 2: 1 Timetable`, nil},
		{"an annex that counts with its letter", `
			1	Scope
			2	References
			Annex A
			Examples
			A.1	General
			A.1.1	There are two examples.
			A.2	Details
			Annex B
			B.1	General`, `
			1 Scope
			2 References
			  Annex A: A.1 General
			    Annex A: A.1.1
			  Annex A: A.2 Details
			  Annex B: B.1 General`, nil},
		{"annexes in the other languages", `
			1 Introducción
			Anexo A – Mandato
			1 Ámbito
			Приложение 2
			1 Сфера
			附件3
			1 范围
			الملحق 4
			1 النطاق
			Annexe 5 : Mandat
			1 Portée`, `
			1 Introducción
			Annex A: 1 Ámbito
			Annex 2: 1 Сфера
			Annex 3: 1 范围
			Annex 4: 1 النطاق
			Annex 5: 1 Portée`, nil},
		{"annexes whose headings go on", `
			1 Ámbito
			ANEXO 1 (AL PROYECTO DE NUEVA RESOLUCIÓN [ABC-1]) – Plan de trabajo para 2026-2029
			1 Actividades
			ANNEXE 2 – Projet de nouvelle résolution [ABC/DEF/GHI-1]
			1 Portée
			附件C – 理事会关于2021财年财务运作报告和已审计账目的决议草案
			1 范围
			الملحق دال – مشروع مقرر
			1 النطاق
			ПРИЛОЖЕНИЕ 5 К РЕЗОЛЮЦИИ 71
			1 Сфера`, `
			1 Ámbito
			Annex 1: 1 Actividades
			Annex 2: 1 Portée
			Annex C: 1 范围
			Annex D: 1 النطاق
			Annex 5: 1 Сфера`, nil},
		{"a sentence about an annex is none", `
			1	The terms of reference were revised.
			2	The text is attached.
			Annex 1 contains the terms of reference.
			3	The group meets in May.`, `
			1
			2
			3`, nil},
		{"operative numbers under each verb", `
			The Council,
			considering
			a) that the Union has 194 Member States;
			b) that languages matter,
			resolves
			1 to continue the work;
			2 to report on it,
			instructs the Secretary-General
			1 to convene a meeting;
			2 to publish the results;
			3 to submit a report,
			invites Member States
			1 to take part;
			2 to contribute.`, `
			1
			2
			1
			2
			3
			1
			2`, nil},
		{"operative numbers glued to the words", `
			décide
			1que le Conseil se réunit chaque année;
			2que la session dure neuf jours,
			charge le Secrétaire général
			1de publier le rapport;
			2de convoquer la réunion.`, `
			1
			2
			1
			2`, nil},
		{"a compendium of decisions", `
			# DECISION 1
			1 The first decision has two points.
			2 This is its second point.
			# DECISION 2
			1 The second decision begins again.
			2 It has two points, too.`, `
			1
			2
			1
			2`, nil},

		// What only looks like a number of a section.
		{"items belong to their paragraph", `
			1.1	The group considered:
			a)	the budget;
			b)	the staff;
			i)	in Geneva;
			ii)	in the regions;
			(c)	the plan.
			1.2	It approved them.`, `
			1.1
			1.2`, nil},
		{"a numbered list inside a paragraph", `
			1	Priorities
			1.1	The priorities are:
			1)	connectivity;
			2)	digital skills;
			3)	security.
			1.2	They were approved.
			2	Budget`, `
			1 Priorities
			  1.1
			  1.2
			2 Budget`, nil},
		{"figures at the start of a line", `
			1	Participation
			2 500 participants came to the session.
			3 ministers spoke.
			45 countries were represented.
			2	Results
			2.5 million people were reached.
			2.1	The results are good.`, `
			1 Participation
			2 Results
			  2.1`, nil},
		{"a figure that would fit", `
			1	Participation
			1.1	The session was well attended.
			2 500 participants came to Geneva.
			2 resolutions were adopted.
			1.2 million francs were spent.`, `
			1 Participation
			  1.1`, nil},
		{"figures in Chinese", `
			1 与会情况
			1.1 会议在日内瓦举行。
			2.5万人参加了活动。
			2个国家发言。
			1.2 会议通过了决议。
			2 成果`, `
			1 与会情况
			  1.1
			  1.2
			2 成果`, nil},
		{"dates at the start of a line", `
			1	Schedule
			17 November 2025: opening
			18 November 2025: plenary
			2	Venue
			3 de mayo de 2026: cierre
			4 мая 2026 года: закрытие
			2025年5月3日:闭幕
			3	Costs`, `
			1 Schedule
			2 Venue
			3 Costs`, nil},
		{"times, ratios and fractions", `
			1	Programme
			09.30 Opening
			10.45 Plenary
			1/4 of the members were absent.
			2/3 of the votes are needed.
			2	Venue`, `
			1 Programme
			2 Venue`, nil},
		{"rows of a table", `
			1	Results by region
			| Rank | Region | Projects
			| 1 | Africa | 12
			| 2 | Americas | 9
			| 3 | Arab States | 7
			2	Budget`, `
			1 Results by region
			2 Budget`, nil},
		{"a table that only lays out the page", `
			| 1 | Introduction
			| 1.1 | The report was prepared by the secretariat at the request of the Council, which had asked at its last session for a full account of the work that was done on languages in the year under review, with the costs that it caused and with proposals for the period to come. It was discussed by the group in January and again in March, and a first draft was sent to the members of the Council with the documents of the session.
			| 1.2 | It has been reviewed by the working group, which met twice in Geneva and once in a virtual meeting, and which came to the view that the measures are sound, that their costs lie within the budget that was approved, and that the work should go on in the same way in the two years that remain of the period. The chair thanked all those who had taken part, among them the interpreters and the translators of the six languages.
			| 2 | Conclusion`, `
			1 Introduction
			  1.1
			  1.2
			2 Conclusion`, nil},
		{"a table of contents", `
			Contents
			1	Introduction ........ 3
			2	Results ........ 5
			2.1	Staff ........ 6
			Annex 1 ........ 9
			Annex
			3	Timetable ........ 12
			1	Introduction
			2	Results
			2.1	The staff numbers 120.
			3	Timetable`, `
			1 Introduction
			2 Results
			  2.1
			3 Timetable`, nil},
		{"contents with tabs", `
			Table of contents
			1	Introduction	3
			2	Results	5
			Annex: Timetable	9
			1	Introduction
			1.1	The report covers one year.
			2	Results`, `
			1 Introduction
			  1.1
			2 Results`, nil},
		{"an annex of the contents over two lines", `
			Contents
			I.	Mandate	3
			II.	Resources	5
			Annex
			Organization chart	9
			Map	11
			Summary
			I.	Mandate
			1.	The mission was established in 2004.
			II.	Resources
			2.	The budget amounts to 12 million.`, `
			I Mandate
			  1
			II Resources
			  2`, nil},
		{"footnotes", `
			1	Introduction
			1.1	The group has 48 members.
			^ 1 One of them is absent.
			^ 2 See the list of members.
			2	Results`, `
			1 Introduction
			  1.1
			2 Results`, nil},
		{"front matter of a Recommendation", `
			ITU-T Y.3172
			TELECOMMUNICATION STANDARDIZATION SECTOR OF ITU
			(06/2019)
			SERIES Y: GLOBAL INFORMATION INFRASTRUCTURE
			GLOBAL INFORMATION INFRASTRUCTURE	Y.100–Y.999
			General	Y.100–Y.199
			Services, applications and middleware	Y.200–Y.299
			Recommendation ITU-T Y.3172 was approved on 22 June 2019.
			1	Scope
			This Recommendation specifies a framework.
			2	References
			[ITU-T Y.3170]	Recommendation ITU-T Y.3170 (2018).
			3	Definitions
			3.1	Terms defined elsewhere
			3.1.1	model [b-ITU-T Y.3100]: A description.
			3.2	Terms defined here`, `
			1 Scope
			2 References
			3 Definitions
			  3.1 Terms defined elsewhere
			    3.1.1
			  3.2 Terms defined here`, nil},
		{"labels of objectives are no numbers", `
			1	Objectives
			S.1	A universal network
			D.2	A secure environment
			R.1	An efficient spectrum
			2	Results`, `
			1 Objectives
			2 Results`, nil},
		{"initials of a name", `
			1	Participants
			A. Smith and B. Jones spoke for the members.
			I. Petrova spoke for the staff.
			2	Results`, `
			1 Participants
			2 Results`, nil},
		{"addresses and telephones", `
			1	Contact
			1211 Geneva 20
			41 22 730 51 11
			2	Annexes`, `
			1 Contact
			2 Annexes`, nil},
		{"page numbers that stand in the text", `
			The Council discussed the report at length and agreed that the
			1
			measures should be continued. It asked the secretariat to
			2
			report again.`, ``, nil},

		// What the outline lacks.
		{"a gap", `
			2.1	One.
			2.2	Two.
			2.4	Four.
			2.5	Five.`, `
			2.1
			2.2
			2.4
			2.5`, []string{"number 2.4 follows 2.2"}},
		{"a repeat", `
			1	The first paragraph stands here.
			2	The second paragraph stands here.
			2	Another second paragraph stands here.
			3	The third paragraph stands here.`, `
			1
			2
			2
			3`, []string{"number 2 repeats the number before it"}},
		{"a wrong parent", `
			1	Introduction
			1.1	The report covers one year.
			3.1	This paragraph belongs elsewhere.
			1.2	It has two parts.
			2	Results`, `
			1 Introduction
			  1.1
			  1.2
			2 Results`, []string{"3.1 looks like a section number, but does not fit the sequence"}},
		{"a child without its parent", `
			1	Introduction
			1.1	The report covers one year.
			2.1	The results are good.
			2.2	They were approved.
			3	Conclusion`, `
			1 Introduction
			  1.1
			  2.1
			  2.2
			3 Conclusion`, []string{"2.1 stands without a number 2"}},
		{"a number that is out of place", `
			1	The first paragraph stands here.
			3	The third paragraph stands here.
			2	The second paragraph stands here.
			4	The fourth paragraph stands here.`, `
			1
			2
			4`, []string{"follows", "does not fit"}},
		{"a passage that is quoted with its numbers", `
			1	Scope
			1.1	This guide lists corrections.
			2	Corrections
			2.1	Section 3.1 is replaced by:
			3.1.7	access point: see G.805.
			3.1.8	adapted information: see G.805.
			3.1.9	administrative domain: see G.806.
			3.1.10	defect: see G.806.
			2.2	Section 3.2 is deleted.
			3	Bibliography`, `
			1 Scope
			  1.1
			2 Corrections
			  2.1
			    3.1.7
			    3.1.8
			    3.1.9
			    3.1.10
			  2.2
			3 Bibliography`, []string{"3.1.7 has no place behind 2.1"}},
		{"no number at all", `
			# Report
			The Council met. It adopted no text.`, ``, nil},
		{"a title that begins with an article", `
			# A FUND FOR RURAL NETWORKS
			1	Introduction
			2	Proposal`, `
			1 Introduction
			2 Proposal`, nil},
		{"a Russian heading that begins with a conjunction", `
			# А также другие вопросы
			1	Введение
			2	Предложение`, `
			1 Введение
			2 Предложение`, nil},
		{"letters that a space parts from their titles", `
			# A SCOPE OF THE WORK
			1	The work covers two regions.
			# B METHODS
			2	The methods are open.`, `
			A SCOPE OF THE WORK
			  1
			B METHODS
			  2`, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			rec := stagesOver(t, document(unindented(c.text)), NewSections())
			if got, want := outlineOf(rec), unindented(c.want); got != want {
				t.Errorf("outline is\n%s\nwant\n%s\n%s", got, want, dump(rec))
			}
			for _, words := range c.problems {
				if !anyProblem(rec, words) {
					t.Errorf("no problem says %q\n%s", words, dump(rec))
				}
			}
			if c.problems == nil && len(rec.Problems) > 0 {
				for _, p := range rec.Problems {
					if !strings.Contains(p.Message, "looks like") {
						t.Errorf("problem: %s", p.Message)
					}
				}
			}
		})
	}
}

// A section ends before the next one of its level, one that is not its child, or an annex; what stands in an annex
// before its first number belongs to the annex.
func TestSectionSpans(t *testing.T) {
	rec := stagesOver(t, document(unindented(`
		1	Introduction
		1.1	The report was made on 5 May 2025.
		3.1	It has two parts, of 6 May 2025.
		ANNEX 1
		Terms of reference of 7 May 2025
		1	Scope
		1.1	The group met on 8 May 2025.`)), givenStage{lang: "en"}, NewSections(), NewDates())
	want := map[string]string{"2025-05-05": " 1.1", "2025-05-06": " 3.1", "2025-05-07": "Annex 1 ", "2025-05-08": "Annex 1 1.1"}
	for _, f := range rec.Facts {
		if got := f.Annex + " " + f.Section; got != want[f.Value] {
			t.Errorf("%s stands in %q, want %q", f.Value, got, want[f.Value])
		}
		delete(want, f.Value)
	}
	if len(want) > 0 {
		t.Errorf("not found: %v", want)
	}
}
