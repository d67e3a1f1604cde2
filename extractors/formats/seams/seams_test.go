package seams

import "testing"

func TestSeam(t *testing.T) {
	g := New()
	g.Learn("the socio-économique plan and the recommendations of the long term study groups and the CWG-FHR group")
	for _, c := range []struct{ a, b, want string }{
		{"the recommen-", "dations of", "the recommendations of"},
		{"le plan socio-", "économique de", "le plan socio-économique de"},
		{"a long-", "term plan", "a long-term plan"},
		{"Document C26/30-", "F of", "Document C26/30-F of"},
		{"the WTDC-", "25 in", "the WTDC-25 in"},
		{"for 2026-", "2029 and", "for 2026-2029 and"},
		{"for 2026–", "2029 and", "for 2026–2029 and"},
		{"in A/RES/", "70/125 it", "in A/RES/70/125 it"},
		{"the word –", "so to say", "the word – so to say"},
		{"confe\u00ad", "rence", "conference"},
		{"конферен-", "ции", "конференции"},
		{"大会", "确定", "大会确定"},
		{"in", "Baku", "in Baku"},
		{"Documents C24/11", "(Rev.1) and", "Documents C24/11(Rev.1) and"},
		{"Documents C24", "/42 and", "Documents C24/42 and"},
		{"in 2024", "(see above)", "in 2024 (see above)"},
		{"Article 12", "/a", "Article 12 /a"},
		{"GESTION DES RES-", "SOURCES", "GESTION DES RESSOURCES"},
		{"REPORT OF THE CWG-", "FHR TO", "REPORT OF THE CWG-FHR TO"}, // it stands so elsewhere
		{"The CWG-", "FHR met", "The CWG-FHR met"},
		{"第154号决议；C", "22/11号文件", "第154号决议；C22/11号文件"},
		{"文件D", "T/5", "文件DT/5"},
		{"约有9", "0多位", "约有90多位"},
		{"占总数的6", "4%", "占总数的64%"},
		{"in 20", "24", "in 20 24"},
		{"الوثيقة C24/11 و", "C25/16", "الوثيقة C24/11 وC25/16"},
		{"الوثيقة و", "التقرير", "الوثيقة و التقرير"},
	} {
		cut, between := g.Seam(c.a, c.b)
		if got := c.a[:len(c.a)-cut] + between + c.b; got != c.want {
			t.Errorf("%q + %q = %q, want %q", c.a, c.b, got, c.want)
		}
	}
}

// Where nothing tells that the document parts syllables, a long word before the hyphen is a word; one table head that
// comes again is no proof.
func TestLongHead(t *testing.T) {
	g := New()
	g.Learn("a the seminars of international standard makers, a long-term plan a")
	for range 9 {
		g.Weigh("Inter-", "national")
	}
	g.Weigh("long-", "term")
	for _, c := range []struct{ a, b, want string }{
		{"the standard-", "compliant goods", "the standard-compliant goods"},
		{"the seminars-", "workshops of", "the seminars-workshops of"},
		{"the interna-", "tional plan", "the international plan"},
		{"the recommen-", "dations of", "the recommendations of"},
	} {
		cut, between := g.Seam(c.a, c.b)
		if got := c.a[:len(c.a)-cut] + between + c.b; got != c.want {
			t.Errorf("%q + %q = %q, want %q", c.a, c.b, got, c.want)
		}
	}
}

// A program that fills lines uses the hyphens that it finds; syllables are told by other words all the same.
func TestFilled(t *testing.T) {
	g := New()
	g.Filled = true
	g.Learn("a the standard is that of the recommendations a")
	for _, c := range []struct{ a, b, want string }{
		{"the standard-", "setting work", "the standard-setting work"},
		{"the recommen-", "dations of", "the recommendations of"},
		{"an inter-", "national body", "an international body"},
	} {
		cut, between := g.Seam(c.a, c.b)
		if got := c.a[:len(c.a)-cut] + between + c.b; got != c.want {
			t.Errorf("%q + %q = %q, want %q", c.a, c.b, got, c.want)
		}
	}
}
