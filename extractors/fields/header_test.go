package fields

import (
	"strings"
	"testing"
)

// TestHeader reads headers as the templates of the bodies print them, old and new, in six languages. A want is a
// field's name in the record and its value ("meeting.start 2018-04-17"); "-" stands for none.
func TestHeader(t *testing.T) {
	for _, c := range []struct{ name, file, text, want string }{
		{"Council, classic template, English", "x.docx", `
			Council 2018
			+ Geneva, 17-27 April 2018
			Agenda item: PL 3.1
			Document C18/35-E
			2 February 2018
			Original: English
			Report by the Secretary-General
			# ANNUAL PROGRESS REPORT ON THE IMPLEMENTATION OF THE STRATEGIC PLAN
			Summary
			This report shows the progress that was made.
			Action required
			The Council is invited to approve the report.
			_
			References
			Resolution 71 (Rev. Busan, 2014)
			1	Introduction
			1.1	The plan has four goals.`, `
			symbol C18/35-E
			body C
			year 2018
			number 35
			agenda_item PL 3.1
			date 2018-02-02
			original_language en
			source Secretary-General
			type report
			title ANNUAL PROGRESS REPORT ON THE IMPLEMENTATION OF THE STRATEGIC PLAN
			meeting.name Council 2018
			meeting.place Geneva
			meeting.start 2018-04-17
			meeting.end 2018-04-27
			box.summary This report shows the progress that was made.
			box.action The Council is invited to approve the report.
			box.references Resolution 71 (Rev. Busan, 2014)`},
		{"a circular letter of a Bureau, its number behind its kind", "x.docx", `
			Radiocommunication Bureau (BR)
			Circular Letter CR/498
			12 May 2025
			To Administrations of Member States of the ITU
			Contact: A new user
			Date: 12 May 2025
			Subject: New edition of the preface
			Dear Sir or Madam,
			1	The Bureau has published the new edition.
			2	See Circular Letter CR/471.`, `
			symbol CR/498
			number 498
			type letter
			date 2025-05-12
			title New edition of the preface`},
		{"a title that begins like a label", "x.docx", `
			Radio Regulations Board
			Geneva, 3-7 November 2025
			Document RRB25-3/12-E
			SUMMARY OF THE DECISIONS TAKEN AT THE 100TH MEETING
			1	Opening
			1.1	The meeting was opened.`, `
			symbol RRB25-3/12-E
			title SUMMARY OF THE DECISIONS TAKEN AT THE 100TH MEETING`},
		{"a resolution, named by its number above its title", "x.docx", `
			Conseil 2024
			Document C24/131-F
			14 juin 2024
			RÉSOLUTION 1425 (C24)
			Usage des langues dans les réunions
			Le Conseil de l'UIT,
			rappelant
			la Résolution 154,
			décide
			1	de poursuivre l'expérience.`, `
			symbol C24/131-F
			type resolution
			title Usage des langues dans les réunions`},
		{"a meeting where no conference met", "x.docx", `
			Reunión Preparatoria Regional para las Américas
			Asunción, Paraguay, 24-28 de febrero de 2025
			Documento RPM-AMS25/7-S
			3 de febrero de 2025
			PRIORIDADES DE LA REGIÓN: 2026-2029
			1	Introducción
			1.1	La región tiene cinco prioridades.`, `
			symbol RPM-AMS25/7-S
			meeting.place Asunción
			meeting.start 2025-02-24`},
		{"Council, new template, French, symbol only in the foot", "x.docx", `
			Rapport de la Secrétaire générale
			RAPPORT SUR LES ACTIVITÉS RÉGIONALES
			Objet
			Le présent document rend compte des activités.
			Suite à donner par le Conseil
			Le Conseil est invité à prendre note du rapport.
			Lien(s) pertinent(s) avec le plan stratégique
			Présence régionale.
			Incidences financières
			Dans les limites du budget.
			_
			1	Généralités
			1.1	L'année a été riche.
			~ council.itu.int/2026
			~ C26/31-F	1
			~ Document1	24.03.26	18.07.00`, `
			symbol C26/31-F
			year 2026
			source Secretary-General
			type report
			title RAPPORT SUR LES ACTIVITÉS RÉGIONALES
			date 2026-03-24
			meeting.name Council 2026
			box.purpose Le présent document rend compte des activités.
			box.action Le Conseil est invité à prendre note du rapport.
			box.strategic_plan Présence régionale.
			box.financial Dans les limites du budget.`},
		{"Council, classic template, Spanish", "x.docx", `
			Consejo 2017
			Ginebra, 15-25 de mayo de 2017
			Punto del orden del día: ADM 14
			Documento C17/50-S
			4 de abril de 2017
			Original: inglés
			Informe del Secretario General
			INFORME SOBRE LAS FINANZAS
			Resumen
			El informe trata de las finanzas.
			Acción solicitada
			Se invita al Consejo a tomar nota del informe.
			_
			Referencia
			Acuerdo 563
			1	Introducción`, `
			symbol C17/50-S
			agenda_item ADM 14
			date 2017-04-04
			original_language en
			source Secretary-General
			type report
			title INFORME SOBRE LAS FINANZAS
			meeting.name Council 2017
			meeting.place Geneva
			meeting.start 2017-05-15
			meeting.end 2017-05-25
			box.summary El informe trata de las finanzas.
			box.references Acuerdo 563`},
		{"Council, classic template, Russian, glued cells, Cyrillic look-alikes", "x.docx", `
			Совет 2017 года
			Женева, 15–25 мая 2017 года
			Пункт повестки дня: PL 1.16
			Документ С17/30-R25 апреля 2017 годаОригинал: английский
			Отчет Генерального секретаря
			ПРОЕКТ ОПЕРАТИВНОГО ПЛАНА
			Резюме
			В документе изложен план.
			Необходимые действия
			Совету предлагается рассмотреть план.
			_
			Справочные материалы
			Резолюция 72
			1	Введение`, `
			symbol C17/30-R
			body C
			year 2017
			agenda_item PL 1.16
			date 2017-04-25
			original_language en
			source Secretary-General
			title ПРОЕКТ ОПЕРАТИВНОГО ПЛАНА
			meeting.name Council 2017
			meeting.start 2017-05-15
			box.action Совету предлагается рассмотреть план.`},
		{"Council, classic template, Chinese", "x.docx", `
			理事会2018年会议
			2018年4月17-27日,日内瓦
			议项:PL 3.1
			文件C18/35-C2018年3月19日
			原文:英文
			秘书长的报告
			关于战略规划落实情况的年度报告
			概要
			本报告介绍取得的进展。
			需采取的行动
			请理事会批准本报告。
			_
			参考文件
			第71号决议
			1 引言`, `
			symbol C18/35-C
			agenda_item PL 3.1
			date 2018-03-19
			original_language en
			source Secretary-General
			type report
			title 关于战略规划落实情况的年度报告
			meeting.name Council 2018
			meeting.place Geneva
			meeting.start 2018-04-17
			meeting.end 2018-04-27
			box.summary 本报告介绍取得的进展。
			box.action 请理事会批准本报告。`},
		{"Council, Arabic", "x.docx", `
			المجلس 2018
			جنيف، 17-27 أبريل 2018
			بند جدول الأعمال: PL 3.1
			الوثيقة C18/35-A
			2 فبراير 2018
			الأصل: بالإنكليزية
			تقرير من الأمين العام
			التقرير السنوي عن تنفيذ الخطة الاستراتيجية
			ملخص
			يعرض هذا التقرير التقدم المحرز.
			الإجراء المطلوب
			يُدعى المجلس إلى الموافقة على التقرير.
			_
			المراجع
			القرار 71
			1	مقدمة`, `
			symbol C18/35-A
			agenda_item PL 3.1
			date 2018-02-02
			original_language en
			source Secretary-General
			type report
			title التقرير السنوي عن تنفيذ الخطة الاستراتيجية
			meeting.name Council 2018
			meeting.place Geneva
			meeting.start 2018-04-17
			meeting.end 2018-04-27
			box.summary يعرض هذا التقرير التقدم المحرز.`},
		{"a working group of the Council", "x.docx", `
			Council Working Group on
			+ Financial and Human Resources
			Eighth meeting – Geneva, 29-30 January 2018
			Document CWG-FHR 8/28
			29January 2018
			English only
			Contribution from Canada
			BUDGET MATTERS
			1	Introduction`, `
			symbol CWG-FHR-8/28
			body CWG-FHR
			number 28
			date 2018-01-29
			original_language en
			source Canada
			type contribution
			title BUDGET MATTERS`},
		{"a chair's report, French, old spelling of the modifier", "x.docx", `
			Conseil 2015
			Genève, 12-22 mai 2015
			Point de l'ordre du jour: ADM 3
			Révision 1 au
			Document C15/27(Rév.1)-F
			14 avril 2015
			Original: anglais
			Rapport du Président du Groupe de travail du Conseil sur les ressources financières et les ressources humaines (GTC-FHR)
			RAPPORT D'ACTIVITÉ
			1	Introduction`, `
			symbol C15/27(Rev.1)-F
			revision 1
			addendum -
			source Chair of CWG-FHR
			date 2015-04-14
			title RAPPORT D'ACTIVITÉ
			meeting.start 2015-05-12`},
		{"spaces inside the symbol", "x.docx", `
			Council 2015
			Document C 15/27 ( Rev .1)
			Note by the Secretary-General
			INTERNET MATTERS`, `
			symbol C15/27(Rev.1)
			revision 1
			type note
			source Secretary-General`},
		{"an information document", "x.docx", `
			Council 2011
			Geneva, 11-21 October 2011
			Document C11/INF/9-E
			3 October 2011
			Original: English
			STATISTICS ON STAFF`, `
			symbol C11/INF/9-E
			series INF
			number 9
			date 2011-10-03`},
		{"a temporary document with a revision in words", "x.docx", `
			Council 2017
			Revision 4 to
			Document C17/DT/1-E
			ALLOCATION OF DOCUMENTS`, `
			symbol C17/DT/1(Rev.4)-E
			series DT
			revision 4`},
		{"a plenipotentiary conference, addendum in words, bare number", "S14-PP-C-0067!A1!MSW-S.docx", `
			Conferencia de Plenipotenciarios (PP-14)
			Busán, 20 de octubre - 7 de noviembre de 2014
			SESIÓN PLENARIA
			Addéndum 1 al
			Documento 67-S
			4 de septiembre de 2014
			Original: inglés
			Estados Árabes
			PROPUESTAS PARA LOS TRABAJOS DE LA CONFERENCIA
			~ 2/83 PP14/67(Add.1)-S`, `
			symbol PP-14/67(Add.1)-S
			body PP
			year 2014
			number 67
			addendum 1
			date 2014-09-04
			original_language en
			meeting.name PP-14
			meeting.place Busan
			meeting.start 2014-10-20
			meeting.end 2014-11-07`},
		{"an addendum in Russian", "x.docx", `
			Полномочная конференция (ПК-14)
			Пусан, 20 октября – 7 ноября 2014 года
			ПЛЕНАРНОЕ ЗАСЕДАНИЕ
			Дополнительный документ 1 к
			+ Документу 73-R
			2 октября 2014 года
			Оригинал: русский
			Региональное содружество в области связи
			ПРЕДЛОЖЕНИЯ ДЛЯ РАБОТЫ КОНФЕРЕНЦИИ`, `
			symbol PP-14/73(Add.1)-R
			addendum 1
			date 2014-10-02
			original_language ru
			meeting.place Busan
			meeting.start 2014-10-20`},
		{"an addendum in Arabic", "x.docx", `
			مؤتمر المندوبين المفوضين (PP-14)
			بوسان، 20 أكتوبر - 7 نوفمبر 2014
			الجلسة العامة
			الإضافة 1
			+ للوثيقة 67-A
			4 سبتمبر 2014
			الأصل: بالعربية
			مقترحات بشأن أعمال المؤتمر`, `
			symbol PP-14/67(Add.1)-A
			addendum 1
			date 2014-09-04
			original_language ar
			meeting.start 2014-10-20`},
		{"a development conference in Russian, glued", "x.docx", `
			Всемирная конференция по развитию электросвязи (ВКРЭ-17)
			Буэнос-Айрес, Аргентина, 9–20 октября 2017 года
			ПЛЕНАРНОЕ ЗАСЕДАНИЕ
			Документ WTDC17/11-R
			28 июня 2017 годаОригинал: английский
			Директор Бюро развития электросвязи
			ОТЧЕТ О РЕАЛИЗАЦИИ ПЛАНА ДЕЙСТВИЙ`, `
			symbol WTDC-17/11-R
			body WTDC
			year 2017
			date 2017-06-28
			original_language en
			source Director of BDT
			meeting.name WTDC-17
			meeting.place Buenos Aires
			meeting.start 2017-10-09
			meeting.end 2017-10-20`},
		{"a bare number in Chinese, symbol in the page header", "x.pdf", `
			~ -2– WTDC02/35-C
			世界电信发展大会(WTDC-02)
			2002年3月18-27日,土耳其伊斯坦布尔
			文件 35-C
			2002年1月24日
			原文: 英文
			主席的报告
			电信发展顾问委员会的工作`, `
			symbol WTDC-02/35-C
			date 2002-01-24
			original_language en
			meeting.name WTDC-02
			meeting.place Istanbul
			meeting.start 2002-03-18`},
		{"a telecommunication development advisory group, Spanish", "D14-TDAG22-C-0038!R1!MSW-S.docx", `
			Grupo Asesor de Desarrollo de las Telecomunicaciones (GADT)
			22ª reunión, Ginebra, 9-12 de mayo de 2017
			Revisión 1 al
			Documento TDAG17-22/38-S
			2 de mayo de 2017
			Original: inglés
			Director de la Oficina de Desarrollo de las Telecomunicaciones
			INICIATIVAS REGIONALES
			Resumen:
			El documento presenta las iniciativas.
			Acción solicitada:
			Se invita al GADT a tomar nota.
			Referencias:
			Resolución 17`, `
			symbol TDAG17-22/38(Rev.1)-S
			body TDAG
			year 2017
			revision 1
			date 2017-05-02
			source Director of BDT
			meeting.start 2017-05-09
			box.summary El documento presenta las iniciativas.
			box.action Se invita al GADT a tomar nota.
			box.references Resolución 17`},
		{"an advisory group in Arabic", "x.docx", `
			الفريق الاستشاري لتنمية الاتصالات (TDAG)
			الاجتماع الثلاثون، جنيف، 19-23 يونيو 2023
			المراجعة 2
			+ للوثيقة TDAG-23/48-A
			22 يونيو 2023
			الأصل: بالإنكليزية
			رئيس الفريق الاستشاري لتنمية الاتصالات
			تقرير الاجتماع`, `
			symbol TDAG-23/48(Rev.2)-A
			revision 2
			date 2023-06-22
			original_language en
			source Chair of TDAG
			meeting.start 2023-06-19`},
		{"a regional preparatory meeting", "x.docx", `
			الاجتماع الإقليمي التحضيري (RPM-ARB)
			الخرطوم، 30 يناير - 1 فبراير 2017
			المراجعة 2
			+ للوثيقة RPM-ARB17/10-A
			29 يناير 2017
			الأصل: بالإنكليزية
			مجال الأولوية:
			البنية التحتية
			ملخص:
			تعرض الوثيقة الأولويات.`, `
			symbol RPM-ARB17/10(Rev.2)-A
			revision 2
			date 2017-01-29
			box.summary تعرض الوثيقة الأولويات.`},
		{"a standardization assembly", "x.docx", `
			World Telecommunication Standardization Assembly (WTSA-24)
			New Delhi, 15-24 October 2024
			PLENARY MEETING
			Corrigendum 1 to
			+ Document WTSA-24/35-E
			16 September 2024
			Original: English
			Common proposal
			PROPOSED NEW RESOLUTION`, `
			symbol WTSA-24/35(Corr.1)-E
			corrigendum 1
			addendum -
			date 2024-09-16
			meeting.name WTSA-24
			meeting.place New Delhi
			meeting.start 2024-10-15`},
		{"a Sector's table of labels", "x.docx", `
			| INTERNATIONAL TELECOMMUNICATION UNION | TSAG-24/12-E
			| Source: | Director, TSB
			| Title: | Report on activities since the last meeting
			| Purpose: | Information
			| Contact: | A new user
			| Abstract: | This document reports on activities.`, `
			symbol TSAG-24/12-E
			source Director of TSB
			title Report on activities since the last meeting
			box.summary This document reports on activities.`},
		{"the file's name where nothing better stands", "S18-CL-C-0035!!MSW-E.docx", `
			Report by the Secretary-General
			OPERATIONAL PLAN
			1	Introduction
			1.1	The plan is attached.`, `
			symbol C18/35-E
			body C
			year 2018
			number 35
			source Secretary-General
			meeting.name Council 2018`},
		{"a working group's file", "S18-CLCWGFHRM8-C-0028!!MSW-E.docx", `
			Contribution from Canada
			BUDGET MATTERS`, `
			symbol CWG-FHR-8/28-E
			number 28`},
		{"a conference's file, the year from the banner", "R16-WRC19-C-0011!A22!MSW-A.docx", `
			المؤتمر العالمي للاتصالات الراديوية (WRC-19)
			شرم الشيخ، مصر، 28 أكتوبر - 22 نوفمبر 2019
			مقترحات مشتركة`, `
			symbol WRC-19/11(Add.22)-A
			body WRC
			addendum 22
			meeting.name WRC-19
			meeting.start 2019-10-28`},
		{"a person's own file name", "C26_INF_9-E (1).docx", `
			Note by the Secretary-General
			CALENDAR OF EVENTS`, `
			symbol C26/INF/9-E
			series INF`},
		{"a document in two languages of origin", "x.docx", `
			Council 2019
			Document C19/41-E
			3 May 2019
			Original: English/French
			Note by the External Auditor
			EXTERNAL AUDIT OF THE UNION`, `
			original_language en
			source External Auditor
			type note`},
		{"a Member State's contribution in two lines", "x.docx", `
			Council 2023
			Geneva, 11-21 July 2023
			Document C23/90-E
			23 June 2023
			Original: English
			Contribution from the Czech Republic, France and Germany
			PROPOSALS ON THE USE OF SPACE
			Summary
			The proposals concern space.`, `
			type contribution
			source Czech Republic, France and Germany
			title PROPOSALS ON THE USE OF SPACE`},
		{"a contribution in Russian", "x.docx", `
			Совет 2023
			Женева, 11−21 июля 2023 года
			Документ C23/90-R
			23 июня 2023 года
			Оригинал: русский
			Вклад от Российской Федерации
			ПРЕДЛОЖЕНИЯ ПО РАБОТЕ`, `
			type contribution
			source Российской Федерации
			meeting.start 2023-07-11
			meeting.end 2023-07-21`},
		{"a contribution in Chinese", "x.docx", `
			理事会2023年会议
			2023年7月11-21日,日内瓦
			文件C23/88-C
			2023年6月20日
			原文:中文
			中华人民共和国提交的文稿
			关于人工智能的提案`, `
			type contribution
			source 中华人民共和国
			original_language zh
			title 关于人工智能的提案`},
		{"a summary record", "x.docx", `
			Council 2017
			Geneva, 15-25 May 2017
			Document C17/140-E
			6 July 2017
			Original: English
			SUMMARY RECORD
			OF THE
			EIGHTH PLENARY MEETING
			Thursday, 25 May 2017, from 1430 to 1825 hours
			Chairman: Dr E. SPINA (Italy)
			1	Statements`, `
			type summary_record
			date 2017-07-06
			meeting.start 2017-05-15`},
		{"a closing meeting in another city", "x.docx", `
			Совет 2018
			Заключительное заседание, Дубай, 27 октября 2018 года
			Документ C18/41-R
			8 февраля 2018 года
			Оригинал: английский
			Записка Генерального секретаря
			ВНЕШНИЙ АУДИТ`, `
			symbol C18/41-R
			date 2018-02-08
			type note
			meeting.name Council 2018`},
		{"a decision", "x.docx", `
			Document C04/101(Rev.1)-E
			Original: English
			DECISION 482 (Modified 2004)
			(approved at the Eleventh Plenary Meeting)
			Implementation of cost recovery
			The Council,
			considering
			the costs,`, `
			symbol C04/101(Rev.1)-E
			year 2004
			type decision`},
		{"a letter", "x.docx", `
			Geneva, 14 May 2020
			Ref.: CL-20/18
			Contact: A new user
			E-mail: user@example.org
			Subject: Consultation of councillors
			Dear Madam/Sir,
			I have the honour to inform you of the consultation.`, `
			type letter
			date 2020-05-14
			title Consultation of councillors`},
		{"a circular letter in French", "x.docx", `
			| Bureau du Secrétaire général | Genève, le 3 mars 2025
			| Réf.: | CL-25/12
			| Contact: | Un nouvel utilisateur
			| Objet: | Réunion du groupe d'experts
			Madame, Monsieur,
			J'ai l'honneur de vous inviter à la réunion du groupe.
			Veuillez agréer, Madame, Monsieur, l'assurance de ma haute considération.`, `
			symbol CL-25/12
			year 2025
			number 12
			type letter
			date 2025-03-03
			title Réunion du groupe d'experts`},
		{"a circular letter in Russian", "x.docx", `
			| Осн.: | Циркулярное письмо CL-26/9 | 5 февраля 2026 года
			| Предмет: | Собрание группы экспертов
			Уважаемая госпожа, уважаемый господин,
			Имею честь пригласить вас на собрание группы.
			С уважением,`, `
			symbol CL-26/9
			year 2026
			number 9
			type letter
			title Собрание группы экспертов`},
		{"a table of labels with the date", "x.docx", `
			| TELECOMMUNICATION STANDARDIZATION SECTOR | TSAG-TD12
			| Source: | Chair, TSAG
			| Title: | Progress report of the group
			| Date: | 5 May 2025
			| Purpose: | Discussion`, `
			title Progress report of the group
			source Chair of TSAG
			date 2025-05-05`},
		{"an author in two words above the title", "x.docx", `
			Council Working Group on Financial and Human Resources
			Nineteenth meeting – Geneva, 24-25 February 2025
			Document CWG-FHR-19/6-E
			10 February 2025
			Original: English
			Chair, CWG-FHR
			REPORT ON THE WORK OF THE GROUP
			1	Introduction`, `
			symbol CWG-FHR-19/6-E
			source Chair of CWG-FHR
			title REPORT ON THE WORK OF THE GROUP
			meeting.start 2025-02-24
			meeting.place Geneva`},
		{"a chair by the short name of the group, in Russian", "x.docx", `
			Рабочая группа Совета по финансовым и людским ресурсам
			Документ CWG-FHR-19/6-R
			10 февраля 2025 года
			Оригинал: английский
			Отчет Председателя РГС-ФЛР
			РАБОТА ГРУППЫ
			1	Введение`, `
			source Chair of CWG-FHR
			type report
			title РАБОТА ГРУППЫ`},
		{"a chairwoman, in Arabic", "x.docx", `
			فريق العمل التابع للمجلس المعني باللغات
			الوثيقة CWG-LANG-12/4-A
			10 فبراير 2025
			الأصل: بالإنكليزية
			تقرير من رئيسة فريق العمل التابع للمجلس المعني باللغات (CWG-LANG)
			أعمال الفريق
			1	مقدمة`, `
			source Chair of CWG-LANG
			title أعمال الفريق`},
		{"an expert group, in French", "x.docx", `
			Groupe d'experts sur le Règlement des télécommunications internationales
			Sixième réunion – Genève, 20-21 février 2025
			Document EG-ITRs-6/2-F
			10 janvier 2025
			Original: anglais
			PROJET DE RAPPORT
			1	Introduction`, `
			symbol EG-ITRs-6/2-F
			body EG-ITRs
			date 2025-01-10
			meeting.place Geneva
			meeting.start 2025-02-20
			meeting.end 2025-02-21`},
		{"the symbol below the word, another document in the text", "x.docx", `
			Conseil 2024
			Genève, 4-14 juin 2024
			Document d'information
			C24/INF/9-F
			2 mai 2024
			STATISTIQUES
			Le présent document complète le Document C23/35, que le Conseil a examiné à sa session de 2023.
			1	Réunions`, `
			symbol C24/INF/9-F
			year 2024
			number 9
			meeting.name Council 2024`},
		{"an auditor's title without an author", "x.docx", `
			Consejo 2026
			Documento C26/40-S
			12 de marzo de 2026
			Original: inglés
			INFORME DEL AUDITOR EXTERNO SOBRE LA GESTIÓN DE LAS COMPRAS
			Resumen
			El informe trata de las compras.`, `
			title INFORME DEL AUDITOR EXTERNO SOBRE LA GESTIÓN DE LAS COMPRAS
			source External Auditor
			type report`},
		{"a Chinese title that begins with a year and a conference", "x.docx", `
			理事会2024年会议
			2024年6月4-14日,日内瓦
			文件C24/31-C
			2024年5月2日
			原文:英文
			无线电通信局主任的报告
			2023年无线电通信全会和世界无线电通信大会的成果
			目的
			本文件介绍成果。`, `
			title 2023年无线电通信全会和世界无线电通信大会的成果
			source Director of BR
			meeting.name Council 2024`},
		{"two cells of one row", "x.pdf", `
			المجلس 2024
			بند جدول الأعمال: ADM 6 21 مايو 2024
			الوثيقة C24/41-A
			تقرير من الأمينة العامة
			المراجعة الداخلية
			1	مقدمة`, `
			agenda_item ADM 6
			date 2024-05-21`},
		{"a symbol at the foot of the last page only", "x.pdf", `
			秘书长的报告
			区域活动报告
			1	引言
			1.1	理事会于2024年审议了C23/20号文件。
			2	结论
			C24/33-C 1`, `
			symbol C24/33-C
			number 33`},
		{"references behind the rule end where the text begins", "x.txt", `
			Council 2026
			Document C26/35-E
			Report by the Secretary-General
			STATISTICS
			Summary
			This document gives statistics.
			_
			References
			Resolution 71 (Rev. Bucharest, 2022); Document C25/35
			General provisions
			The Council met in June and adopted the budget of the Union for two years.
			1 The accounts were closed.
			2 They were audited.
			_`, `
			box.references Resolution 71 (Rev. Bucharest, 2022); Document C25/35`},
		{"references before Roman headings", "x.txt", `
			Consejo 2026
			Documento C26/40-S
			INFORME SOBRE LAS COMPRAS
			Resumen
			El informe trata de las compras.
			_
			Referencias
			Artículo 28 del Reglamento Financiero
			I ALCANCE Y MÉTODO
			1 La auditoría abarca un año.
			II COMPRAS
			2 Las compras son correctas.
			_`, `
			box.references Artículo 28 del Reglamento Financiero`},
		{"a numbered template of old", "x.html", `
			DOCUMENT C2001/38-F
			GENÈVE SESSION 2001 (18 - 29 JUIN)
			1 Sujet: Plan stratégique
			2 Objet: Le document présente le plan.
			3 Rappel: Résolution 71
			4 Recommandation: Le Conseil est invité à approuver le plan.
			Yoshio UTSUMI
			Secrétaire général`, `
			symbol C2001/38-F
			year 2001
			number 38
			meeting.name Council 2001`},
		{"labels glued to their text", "x.html", `
			Conseil 2018
			Document C18/42-F
			RAPPORT DE GESTION FINANCIÈRE
			RésuméLe rapport présente les comptes.
			Suite à donnerLe Conseil est invité à approuver les comptes.`, `
			box.summary Le rapport présente les comptes.
			box.action Le Conseil est invité à approuver les comptes.`},
		{"one table for the whole header", "x.docx", `
			| Council 2025Geneva, 17-27 June 2025 | 
			| Agenda item: ADM 2 | Document C25/48-E
			|  | 28 March 2025
			|  | Original: English
			| Report by the Secretary-General
			| INTERNAL AUDIT ACTIVITIES
			| PurposeThis document reports on audits.Action required by the CouncilThe Council is invited to note the report.`, `
			symbol C25/48-E
			agenda_item ADM 2
			date 2025-03-28
			original_language en
			meeting.start 2025-06-17
			source Secretary-General
			title INTERNAL AUDIT ACTIVITIES`},
		{"an additional session", "x.docx", `
			Council 2023 Additional Session
			Geneva, 19-20 October 2023
			Document C23-ADD/4-E
			2 October 2023
			Report by the Secretary-General
			PREMISES PROJECT`, `
			symbol C23-ADD/4-E
			year 2023
			meeting.name Council 2023
			meeting.start 2023-10-19`},
		{"an extraordinary session", "x.docx", `
			Council, extraordinary session
			Document C-EX/3-E
			12 November 2024
			CALL FOR PROPOSALS`, `
			symbol C-EX/3-E
			body C
			number 3
			date 2024-11-12`},
		{"a group with an ampersand", "x.docx", `
			Council Working Group on WSIS and SDGs
			Document CWG-WSIS&SDG-41/5
			20 January 2025
			English only
			Note by the Chair of CWG-WSIS&SDG
			DRAFT AGENDA`, `
			symbol CWG-WSIS&SDG-41/5
			body CWG-WSIS&SDG
			source Chair of CWG-WSIS&SDG
			type agenda`},
		{"new template, English, other words", "x.docx", `
			Report by the Chair, Council Working Group on Languages
			USE OF THE SIX LANGUAGES
			Purpose:
			This report covers one year.
			Action required from the Council:
			The Council is invited to note the report.
			Link to the strategic plan:
			Enabler 2.
			Financial implications:
			None.
			Publication/Dissemination
			Public.
			_
			1	Introduction
			1.1	The group met twice.
			~ C25/12-E`, `
			symbol C25/12-E
			source Chair of CWG-LANG
			type report
			box.purpose This report covers one year.
			box.action The Council is invited to note the report.
			box.strategic_plan Enabler 2.
			box.financial None.`},
		{"new template, Spanish", "x.docx", `
			Informe de la Secretaria General
			INFORME SOBRE LAS ACTIVIDADES REGIONALES
			Finalidad
			El presente documento informa de las actividades.
			Medidas que ha de adoptar el Consejo
			Se invita al Consejo a tomar nota.
			Vínculo(s) pertinente(s) con el plan estratégico
			Presencia regional.
			Consecuencias financieras
			Ninguna.
			_
			1	Introducción
			~ C26/31-S`, `
			symbol C26/31-S
			source Secretary-General
			type report
			title INFORME SOBRE LAS ACTIVIDADES REGIONALES
			box.purpose El presente documento informa de las actividades.
			box.action Se invita al Consejo a tomar nota.
			box.strategic_plan Presencia regional.
			box.financial Ninguna.`},
		{"new template, Russian", "x.docx", `
			Отчет Генерального секретаря
			ОТЧЕТ О РЕГИОНАЛЬНОЙ ДЕЯТЕЛЬНОСТИ
			Назначение
			В документе описана деятельность.
			Действия Совета
			Совету предлагается принять отчет к сведению.
			Соответствующая увязка со Стратегическим планом
			Региональное присутствие.
			Финансовые последствия
			Нет.
			_
			1	Введение
			~ C26/31-R`, `
			symbol C26/31-R
			source Secretary-General
			type report
			box.purpose В документе описана деятельность.
			box.action Совету предлагается принять отчет к сведению.
			box.strategic_plan Региональное присутствие.
			box.financial Нет.`},
		{"new template, Chinese", "x.docx", `
			秘书长的报告
			区域活动报告
			目的
			本文件介绍区域活动。
			要求理事会采取的行动
			请理事会将本报告记录在案。
			与战略规划的相关联系
			区域代表处。
			财务影响
			无。
			_
			1	引言
			~ C26/31-C`, `
			symbol C26/31-C
			source Secretary-General
			type report
			title 区域活动报告
			box.purpose 本文件介绍区域活动。
			box.action 请理事会将本报告记录在案。
			box.strategic_plan 区域代表处。
			box.financial 无。`},
		{"new template, Arabic", "x.docx", `
			تقرير من الأمينة العامة
			تقرير عن الأنشطة الإقليمية
			الغرض
			تعرض هذه الوثيقة الأنشطة.
			الإجراء المطلوب من المجلس
			يُدعى المجلس إلى الإحاطة علماً بالتقرير.
			الصلة (الصلات) بالخطة الاستراتيجية
			الحضور الإقليمي.
			الآثار المالية
			لا توجد.
			_
			1	مقدمة
			~ C26/31-A`, `
			symbol C26/31-A
			source Secretary-General
			type report
			title تقرير عن الأنشطة الإقليمية
			box.purpose تعرض هذه الوثيقة الأنشطة.
			box.action يُدعى المجلس إلى الإحاطة علماً بالتقرير.
			box.strategic_plan الحضور الإقليمي.
			box.financial لا توجد.`},
		{"an unknown label between known ones", "x.docx", `
			Report by the Secretary-General
			STAFF MATTERS
			Purpose
			This report covers staff.
			Relevance for gender
			Half of the staff are women.
			Action required by the Council
			The Council is invited to note the report.
			_
			1	Introduction
			~ C25/11-E`, `
			box.purpose This report covers staff. Relevance for gender Half of the staff are women.
			box.action The Council is invited to note the report.`},
		{"a label that stands twice", "x.docx", `
			Consejo 2018
			Documento C18/42-S
			INFORME DE GESTIÓN FINANCIERA
			Resumen
			El informe presenta las cuentas.
			Acción solicitada
			Acción solicitada
			Se invita al Consejo a aprobar las cuentas.
			_
			Anexos: 10
			1	Introducción`, `
			symbol C18/42-S
			title INFORME DE GESTIÓN FINANCIERA
			box.action Se invita al Consejo a aprobar las cuentas.`},
		{"a title of three lines, one in small letters", "x.docx", `
			Council 2024
			Geneva, 4-14 June 2024
			Document C24/22-E
			2 May 2024
			Report by the Director of the Telecommunication Standardization Bureau
			PREPARATIONS FOR THE WORLD TELECOMMUNICATION
			STANDARDIZATION ASSEMBLY (WTSA-24)
			(NEW DELHI, 15-24 OCTOBER 2024)
			Summary
			Preparations are on track.`, `
			source Director of TSB
			title PREPARATIONS FOR THE WORLD TELECOMMUNICATION STANDARDIZATION ASSEMBLY (WTSA-24) (NEW DELHI, 15-24 OCTOBER 2024)
			meeting.start 2024-06-04
			meeting.place Geneva
			date 2024-05-02`},
		{"a title in small letters below the author", "x.docx", `
			Council 2024
			Document C24/23-E
			Report by the Director of the Radiocommunication Bureau
			Outcome of the World Radiocommunication Conference
			Summary
			The conference took place in Dubai.`, `
			source Director of BR
			title Outcome of the World Radiocommunication Conference`},
		{"a title in Chinese after a French banner of the file", "x.docx", `
			理事会2026年会议
			2026年4月28日-5月8日,日内瓦
			文件C26/44-C
			2026年3月2日
			原文:英文
			理事会财务和人力资源工作组主席的报告
			财务和人力资源工作组的活动
			目的
			本文件介绍工作组的活动。`, `
			meeting.start 2026-04-28
			meeting.end 2026-05-08
			source Chair of CWG-FHR
			title 财务和人力资源工作组的活动`},
		{"a month for a date", "x.docx", `
			UNIÓN INTERNACIONAL DE TELECOMUNICACIONES
			Grupo Asesor de Normalización de las Telecomunicaciones
			Documento TSAG-17/5-S
			JUNIO DE 2017
			INFORME DE LA REUNIÓN`, `
			symbol TSAG-17/5-S
			body TSAG
			date 2017-06
			title INFORME DE LA REUNIÓN`},
		{"what a converter leaves of a banner", "x.txt", `
			image1.png
			Conseil 2026
			Genève, 28 avril - 8 mai 2026
			Rapport de la Secrétaire générale
			RAPPORT SUR LE PERSONNEL
			Objet
			Le présent document traite du personnel.
			_
			1	Introduction
			~ C26/50-F	3
			~ Document1	24.03.26	18.07.00
			~ 2600588`, `
			symbol C26/50-F
			date 2026-03-24
			meeting.name Council 2026
			meeting.place Geneva
			meeting.start 2026-04-28
			meeting.end 2026-05-08
			title RAPPORT SUR LE PERSONNEL`},
		{"an agenda", "x.docx", `
			Conseil 2025
			Genève, 17-27 juin 2025
			Document C25/1-F
			7 avril 2025
			Original: anglais
			PROJET D'ORDRE DU JOUR DE LA SESSION DE 2025 DU CONSEIL
			1	Ouverture de la session`, `
			type agenda
			title PROJET D'ORDRE DU JOUR DE LA SESSION DE 2025 DU CONSEIL`},
		{"summary records in the other languages", "x.docx", `
			Conseil 2017
			Document C17/114-F
			7 juin 2017
			COMPTE RENDU
			DE LA
			PREMIÈRE SÉANCE PLÉNIÈRE
			Lundi 15 mai 2017 de 9 h 30 à 12 h 35
			1	Ouverture`, `
			type summary_record
			date 2017-06-07`},
		{"a draft resolution", "x.docx", `
			Council 2025
			Document C25/101-E
			26 June 2025
			DRAFT RESOLUTION
			Preparation of the Plenipotentiary Conference
			The Council,
			considering
			the dates,`, `
			type resolution
			date 2025-06-26`},
		{"several Member States", "x.docx", `
			Consejo 2024
			Documento C24/80-S
			15 de mayo de 2024
			Original: español
			Contribución de México y Paraguay
			PROPUESTAS SOBRE CONECTIVIDAD`, `
			type contribution
			source México y Paraguay
			original_language es
			title PROPUESTAS SOBRE CONECTIVIDAD`},
		{"a regional organization above the title", "x.docx", `
			WORLD RADIOCOMMUNICATION CONFERENCE (WRC-23)
			Dubai, 20 November - 15 December 2023
			PLENARY MEETING
			Addendum 5 to
			Document 62-E
			26 September 2023
			Original: English
			Asia-Pacific Telecommunity Common Proposals
			PROPOSALS FOR THE WORK OF THE CONFERENCE`, `
			symbol WRC-23/62(Add.5)-E
			addendum 5
			meeting.place Dubai
			meeting.end 2023-12-15
			date 2023-09-26
			title PROPOSALS FOR THE WORK OF THE CONFERENCE`},
		{"a letter of a Bureau, its number in a cell, in Russian", "x.docx", `
			Бюро радиосвязи (БР)
			Циркулярное письмо	4 мая 2026 года
			CR/528
			Предмет:	Семинар по заявлению космических сетей
			Администрациям Государств – Членов МСЭ
			Уважаемые дамы и господа!
			1	Введение`, `
			symbol CR/528
			number 528
			type letter
			date 2026-05-04
			title Семинар по заявлению космических сетей`},
		{"a letter with its lines in cells, in Arabic", "x.docx", `
			الأمينة العامة	جنيف، 13 يوليو 2026
			المرجع:	الرسالة المعممة CL-26/41
			للاتصال:	السيد م. الحداد
			الهاتف:	+41 22 730 5201
			الموضوع:	دعوة إلى ندوة عن التنظيم
			حضرات السادة والسيدات،
			1	مكان الانعقاد`, `
			symbol CL-26/41
			number 41
			type letter
			title دعوة إلى ندوة عن التنظيم`},
		{"a title that names its author, in Arabic", "x.docx", `
			الوثيقة C24/47-A
			مراجع الحسابات الخارجي
			تقرير مراجع الحسابات الخارجي عن البيانات المالية لعام 2023
			1	مقدمة`, `
			source External Auditor
			title تقرير مراجع الحسابات الخارجي عن البيانات المالية لعام 2023`},
		{"an addendum behind the banner, authors above the title, in Chinese", "x.txt", `
			世界电信标准化全会（WTSA-24） 补遗2
			文件 WTSA-24/41-C
			2024年9月2日
			欧洲各主管部门
			关于修订第22号决议的提案
			1	引言`, `
			symbol WTSA-24/41(Add.2)-C
			addendum 2
			title 关于修订第22号决议的提案`},
		{"what it is and who wrote it is all that it is called", "x.txt", `
			المجلس 2026	الوثيقة C26/50-A
			تقرير رئيس فريق العمل التابع للمجلس المعني بالموارد المالية والبشرية
			1	مقدمة`, `
			source Chair of CWG-FHR
			type report
			title تقرير رئيس فريق العمل التابع للمجلس المعني بالموارد المالية والبشرية`},
		{"no symbol anywhere", "report.docx", `
			# Report of the group
			The group met twice.`, `
			symbol -
			body -
			title Report of the group
			type report`},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := document(unindented(c.text))
			doc.Name = c.file
			rec := stagesOver(t, doc, NewLanguage(), NewHeader())
			for _, line := range strings.Split(unindented(c.want), "\n") {
				field, want, _ := strings.Cut(line, " ")
				if want == "-" {
					want = ""
				}
				if got := headerField(rec, field); oneLine(got) != want {
					t.Errorf("%s = %q, want %q", field, got, want)
				}
			}
			if t.Failed() {
				t.Logf("%+v", rec.Header)
			}
		})
	}
}
