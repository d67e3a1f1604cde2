package charset

import "unicode/utf8"

// choose names the charset of bytes that are neither marked nor UTF-16.
func choose(data []byte, declared string, res *Result) string {
	if utf8.Valid(data) {
		return "utf-8"
	}
	return "windows-1252"
}
