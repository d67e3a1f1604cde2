package pipeline

import "strings"

// Units returns the identifiers of what figures count, as records have them (contract, section 2.3). Any other
// noun has the unit "".
func Units() []string {
	return strings.Fields(`participants delegates member_states sector_members associates academia observers countries
		regions organizations people women men youth children ministers speakers experts meetings sessions events workshops
		days hours weeks months years documents contributions proposals pages words interpreter_days resolutions decisions
		recommendations questions regional_initiatives priorities projects activities fellowships posts staff
		contributory_units votes seats languages networks satellites sites schools percent CHF USD EUR`)
}
