package plenary_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"plenary/pipeline"
)

// Documents that are not what the stages were made for give a record all the same: what could be read, and the
// problems said.
func TestBadDocuments(t *testing.T) {
	for _, c := range []struct {
		name, text string
		language   string
		sections   int      // at least
		values     []string // facts that are there
		problem    string   // words that some problem says
	}{
		{"a seventh language", "Rat 2026\nDokument C26/70-E\nBericht über die Tätigkeit\n\n1\tEinleitung\n1.1\tDer Bericht wurde von der Verwaltung für den Rat erstellt und ist nicht lang.\n1.2\tEr bezieht sich auf das Dokument C25/64 und auf die Ergebnisse der WTDC-25.\n2\tErgebnisse\n2.1\tDie Arbeit ist noch nicht abgeschlossen, und sie wird im nächsten Jahr fortgesetzt.\n",
			"", 5, []string{"C25/64", "WTDC-25"}, "none of the six languages"},
		{"two languages at once", strings.Repeat("The Council met on 17 June 2025 and the report was approved by all of the members that were present.\n", 20) +
			strings.Repeat("Le Conseil s'est réuni le 18 juin 2025 et le rapport a été approuvé par tous les membres qui étaient présents.\n", 12),
			"en", 0, []string{"2025-06-17"}, "part of the text is in fr"},
		{"no number at all", "The report was discussed.\nIt was approved by the members of the Council, and the meeting was closed.\n", "en", 0, nil, ""},
		{"a broken outline", "1\tIntroduction\n1.1\tThe report has two parts.\n3.1\tThis one is out of place.\n1.4\tThis one is the fourth.\n2\tResults\n2\tResults of the year\n9\tAnnexes to the report\n",
			"en", 5, nil, "1.4 follows 1.1"},
		{"nothing but signs", "%%% *** ((( ))) --- ... ___ === +++\n@@@ ### ~~~\n", "", 0, nil, "says too little to tell"},
		{"a run of numbers", strings.Repeat("1 2 3 4 5 6 7 8 9 10 11 12 ", 200), "", 0, nil, ""},
		{"letters that were read in the wrong charset", "Le Conseil a examinÃ© la RÃ©solution 71 (RÃ©v. Bucarest, 2022) et les Ã‰tats Membres ont approuvÃ© le rapport prÃ©sentÃ© par la SecrÃ©taire gÃ©nÃ©rale.\n",
			"fr", 0, []string{"PP Resolution 71 (Rev. Bucharest, 2022)"}, ""},
		{"letters that are lost", "Le Conseil a examin\ufffd la R\ufffdsolution 71 (R\ufffdv. Bucarest, 2022) et les \ufffdtats Membres ont approuv\ufffd le rapport de la Secr\ufffdtaire g\ufffdn\ufffdrale.\n",
			"fr", 0, nil, "characters were lost"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, rec, err := everything().Extract(context.Background(), "bad.txt", []byte(c.text))
			if err != nil {
				t.Fatal(err)
			}
			for _, b := range broken(rec) {
				t.Error(b)
			}
			if rec.Language != c.language {
				t.Errorf("language %q, want %q", rec.Language, c.language)
			}
			if len(rec.Sections) < c.sections {
				t.Errorf("%d sections, want %d or more", len(rec.Sections), c.sections)
			}
			for _, v := range c.values {
				if !says(rec, v) {
					t.Errorf("no fact %s in %v", v, rec.Facts)
				}
			}
			if c.problem != "" && !doubts(rec, c.problem) {
				t.Errorf("no problem says %q: %v", c.problem, rec.Problems)
			}
		})
	}
}

// A text of 2,000 pages is read to its end.
func TestTwoThousandPages(t *testing.T) {
	var text strings.Builder
	words := strings.Fields("budget staff plan hall languages security spectrum schools networks audit buildings travel")
	for page := 1; page <= 2000; page++ {
		if page%500 == 1 {
			fmt.Fprintf(&text, "ANNEX %d\n", page/500+1)
		}
		n := (page-1)%500 + 1
		a, b, c := words[page%12], words[page/12%12], words[page/144%12]
		fmt.Fprintf(&text, "%d\tThe %s and the %s\n%d.1\tOn 17 June 2025, the %s was discussed with Resolution 71 (Rev. Bucharest, 2022), the %s and the %s by 153 Member States.\n\f", n, a, b, n, c, b, a)
	}
	_, rec, err := everything().Extract(context.Background(), "long.txt", []byte(text.String()))
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range broken(rec) {
		t.Error(b)
	}
	last := rec.Facts[len(rec.Facts)-1]
	if n := len(rec.Pages); n < 2000 || last.Page < 1999 {
		t.Errorf("%d pages, the last fact stands on %d", n, last.Page)
	}
	if len(rec.Sections) < 3990 || len(rec.Facts) < 3*1990 {
		t.Errorf("%d sections, %d facts", len(rec.Sections), len(rec.Facts))
	}
}

func says(rec *pipeline.Record, value string) bool {
	for _, f := range rec.Facts {
		if f.Value == value {
			return true
		}
	}
	return false
}

func doubts(rec *pipeline.Record, words string) bool {
	for _, p := range rec.Problems {
		if strings.Contains(p.Message, words) {
			return true
		}
	}
	return false
}
