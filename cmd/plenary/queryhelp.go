package main

import (
	"strings"

	"github.com/spf13/cobra"
)

// queryHelp is what a query may say. An indented line is an example, with its meaning after two spaces or more;
// a test asks each of them.
const queryHelp = `A query is words; a paragraph must have all of them, in its text or in the headings above it. Case, accents,
vowel signs and word endings do not matter. Best first; if no paragraph has all words, those with most of them.
Words that only ask (how many, combien de, сколько, 多少) are left out, unless quoted or alone.

  regional presence               both words, in any order
  bureaux régionaux               in any language
  региональные отделения          whatever the case
  区域代表处                      Chinese without spaces
  المكاتب الإقليمية               Arabic with or without vowel signs
  "regional presence"             these words in this order
  budget -expenditure             without the word
  budget NOT expenditure          the same
  staff (women OR youth)          either; OR and NOT in capitals
  region*                         words that begin so
  telecomunication~1              words that differ by one letter (~2: two)

Citations are understood as people write them, in any language, and found in all of them

  resolution 71                   whoever adopted it
  res 92 baku                     adopted in Baku
  décision 482                    the Council's
  القرار 71
  决议71
  c26/52                          the document itself, then those that name it
  document 52                     document 52 of any meeting
  ADM 3                           a document or an item of the agenda
  CMDT-25                         the event, whatever its name: WTDC-25, ВКРЭ-25, 世界电信发展大会
  17 novembre 2025                the day, however written

Fields

  symbol:C26/52                   paragraphs of the document
  section:2.1                     with this number
  title:regional                  with the word in the title or a heading
  lang:fr                         in this language (en, fr, es, ru, zh, ar)
  body:C                          of this body (C is the Council, PP, WTDC, TDAG, CWG-FHR ..., or its name)
  year:2025..2026                 of these years
  type:report                     report, contribution, note, resolution, decision, summary_record ...
  source:Secretary-General        submitted by
  kind:decision                   with a fact of this kind: resolution, figure, event, date, action ...
  unit:CHF                        with a figure of this unit
  acronym:BDT                     that say what it stands for
  cites:"PP Resolution 71"        that cite it
  event:WTDC-25                   that name it
  date:2025-11..2026              that name a date in the range, or of documents of these dates

Figures, by what they count, in the contract's units or any language's word

  participants:>1000              more than
  percent:>=50                    at least
  CHF:1e6..500M                   between; k, M and bn are understood
  member_states:153               exactly
  pays:<200                       fewer than

Parts stand side by side or in brackets: CHF:>1M (budget OR expenditure) date:2024.. -lang:ru`

func newQueryHelp() *cobra.Command {
	return &cobra.Command{Use: "query", Short: "What a search query may say", Long: queryHelp}
}

// queryExamples returns the examples of the help.
func queryExamples() []string {
	var out []string
	for _, line := range strings.Split(queryHelp, "\n") {
		if example, ok := strings.CutPrefix(line, "  "); ok {
			example, _, _ = strings.Cut(example, "   ")
			out = append(out, strings.TrimSpace(example))
		}
	}
	return out
}
