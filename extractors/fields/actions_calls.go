package fields

import (
	"strings"

	"plenary/extractors/tokens"
)

// callAt reads who is called upon at token i and how, and returns the token behind: the verb in the passive with
// those before it, "The Council is invited to", or a verb with those behind it, "charge le Secrétaire général de".
func (a *actionReader) callAt(i int) (c *call, next int, ok bool) {
	if key, n := a.words.passive.At(a.toks[:a.hi], i); n > 0 {
		if to, many, first := a.before(i); to != "" {
			return &call{to, many, howCalled[presentVerb(key)], first}, i + n, true
		}
	}
	key, n := a.words.active.At(a.toks[:a.hi], i)
	if n == 0 {
		return nil, i, false
	}
	to, many, end := a.addressee(i + n)
	if _, m := a.words.marker.At(a.toks[:a.hi], min(i+n, a.hi-1)); to == "" && m > 0 && a.rec.Language != "zh" { // "recommends that the Council approve"
		to, many, end = a.addressee(i + n + m)
	}
	if to == "" {
		return nil, i, false
	}
	end = a.skipAside(end)
	at := a.skipMarkers(end)
	if at < a.hi && a.rec.Language != "zh" && !a.verbAt(at) {
		return nil, i, false
	}
	if a.rec.Language == "zh" && !a.verbAt(a.chineseVerb(at, a.sentenceEnd(at))) && at < a.hi {
		return nil, i, false
	}
	return &call{to, many, howCalled[key], i}, end, true
}

// presentVerb leads from the key of a passive to that of its verb: "is_invited" to "invite".
func presentVerb(key string) string {
	for verb, how := range howCalled {
		if "is_"+how == key {
			return verb
		}
	}
	return ""
}

// skipAside passes over what stands between commas behind those called upon: ", at its next session,".
func (a *actionReader) skipAside(k int) int {
	const most = 20 // tokens
	if k >= a.hi || a.toks[k].Fold != "," && a.toks[k].Fold != "،" {
		return k
	}
	for i := k + 1; i < a.hi && i < k+most; i++ {
		if a.toks[i].Fold == a.toks[k].Fold && a.verbAt(a.skipMarkers(i+1)) {
			return i + 1
		}
	}
	return k
}

// before returns who stands before token i, with the token at which they begin; "" for none.
func (a *actionReader) before(i int) (to string, many bool, first int) {
	const most = 24 // tokens
	for k := max(a.lo, i-most); k < i; k++ {
		if k > a.lo && a.toks[k-1].Kind != tokens.Sign && a.words.isPart(a.toks[:i], k) {
			continue // inside a longer name
		}
		to, many, end := a.addressee(k)
		if to == "" {
			continue
		}
		if end == i || a.toks[end].Fold == "," && a.toks[i-1].Fold == "," || a.onlyAround(end, i) {
			return to, many, k
		}
	}
	return "", false, i
}

// onlyAround reports whether nothing but adverbs stands between tokens k and i.
func (a *actionReader) onlyAround(k, i int) bool {
	for k < i {
		_, n := a.words.kindly.At(a.toks[:i], k)
		if n == 0 {
			return false
		}
		k += n
	}
	return true
}

// isPart reports whether token k goes on with a name that the token before it begins.
func (w *actionWords) isPart(toks []tokens.Token, k int) bool {
	_, n := w.people.At(toks, k-1)
	return n > 1
}

// addressee reads who stands at token k on: one or several offices, bodies, kinds of members. It returns their
// English names, whether they are many, and the token behind.
func (a *actionReader) addressee(k int) (to string, many bool, end int) {
	var names []string
	role := ""
	for k < a.hi {
		at := a.skipArticles(k)
		key, n := a.words.people.At(a.toks[:a.hi], at)
		if n == 0 {
			break
		}
		name, waits := personName(key, a.rec.Header.Body)
		last := len(names) - 1
		switch {
		case waits && at == end && end > 0 && last >= 0: // 电信发展局主任
			names[last] = name + " of " + names[last]
		case waits: // "Director" of which Bureau?
			role = name
		case role != "" && (strings.HasPrefix(key, "bureau_") || strings.HasPrefix(key, "group_") || strings.HasPrefix(key, "body_")):
			names, role = append(names, role+" of "+name), ""
		case role != "" && strings.HasPrefix(key, "to_"): // "the Chair of the group"
			if name != "Meeting" && name != "Conference" {
				role += " of " + name
			}
			names, role = append(names, role), ""
		default:
			names = append(names, name)
			many = many || severalNames[key]
		}
		end, k = at+n, at+n
		if k < a.hi {
			k = a.skipJoint(k)
		}
	}
	if role != "" {
		names = append(names, role)
	}
	names = unique(names)
	return strings.Join(names, ", "), many || len(names) > 1, end
}

// skipArticles passes over articles and the like.
func (a *actionReader) skipArticles(k int) int {
	for k < a.hi {
		if _, n := a.words.people.At(a.toks[:a.hi], k); n > 0 {
			return k
		}
		if a.toks[k].Fold == "'" {
			k++
			continue
		}
		_, n := a.words.article.At(a.toks[:a.hi], k)
		if n == 0 {
			return k
		}
		k += n
	}
	return k
}

// skipJoint passes over what joins a role with its bureau, or two of those called upon.
func (a *actionReader) skipJoint(k int) int {
	if a.toks[k].Fold == "," || a.toks[k].Fold == "،" || a.toks[k].Fold == "、" || a.toks[k].Fold == "/" {
		k++
	}
	for k < a.hi {
		if _, n := a.words.and.At(a.toks[:a.hi], k); n > 0 {
			k += n
			continue
		}
		switch a.toks[k].Fold {
		case "of", "de", "del", "du", "的":
			k++
			continue
		}
		return k
	}
	return k
}

// severalNames are the keys that stand for many.
var severalNames = map[string]bool{
	"to_member_states": true, "to_sector_members": true, "to_directors": true, "to_study_groups": true, "to_associates": true, "to_bureaux": true,
}

// personName returns the English name for a key of those who can be called upon, in a document of the body; waits
// says that it is a role, which the name of a bureau or group completes.
func personName(key, body string) (name string, waits bool) {
	switch key {
	case "to_council", "body_C":
		return "Council", false
	case "to_member_states":
		return "Member States", false
	case "to_sector_members":
		return "Sector Members", false
	case "to_associates":
		return "Associates", false
	case "to_academia":
		return "Academia", false
	case "to_directors":
		return "Directors of the Bureaux", false
	case "to_bureaux":
		return "Bureaux", false
	case "to_study_groups":
		return "study groups", false
	case "to_itu":
		return "ITU", false
	case "to_itur", "to_itut", "to_itud":
		return "ITU-" + strings.ToUpper(key[len(key)-1:]), false
	case "to_tdag", "to_tsag", "to_rag":
		return strings.ToUpper(key[3:]), false
	case "to_conference", "to_meeting":
		if body != "" && body != "C" {
			return body, false
		}
		return map[string]string{"to_conference": "Conference", "to_meeting": "Meeting"}[key], false
	case "secretary_general":
		return "Secretary-General", false
	case "deputy_secretary_general":
		return "Deputy Secretary-General", false
	case "general_secretariat":
		return "General Secretariat", false
	case "external_auditor":
		return "External Auditor", false
	case "internal_auditor":
		return "Internal Auditor", false
	case "director":
		return "Director", true
	case "chair":
		return "Chair", true
	case "vice_chair":
		return "Vice-Chair", true
	}
	_, name, _ = strings.Cut(key, "_")
	if strings.HasPrefix(key, "bureau_") {
		name = strings.ToUpper(name)
	}
	return name, false
}

func unique(names []string) []string {
	var out []string
	for _, n := range names {
		if len(out) == 0 || out[len(out)-1] != n {
			out = append(out, n)
		}
	}
	return out
}
