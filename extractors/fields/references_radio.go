package fields

import "strings"

// The highest number in each article of the Radio Regulations, from Article 1: about, and rather too high than
// too low. It tells 13.18 from 18.13, which Arabic texts print for it.
var radioArticles = [...]int{0, 191, 7, 15, 24, 600, 8, 8, 6, 70, 13, 53, 46, 21, 10, 47, 8, 3, 11, 140, 17, 20, 45, 20, 4, 13, 9, 75,
	24, 14, 13, 22, 68, 60, 4, 7, 5, 10, 13, 12, 7, 6, 4, 5, 6, 7, 30, 36, 12, 8, 10, 80, 270, 8, 7, 9, 10, 5, 5, 18}

// unreversed returns the number of the Radio Regulations that an Arabic text means by "18.13".
func unreversed(num string) string {
	a, b, ok := strings.Cut(num, ".")
	if !ok || radioHas(a, b) || !radioHas(b, a) {
		return num
	}
	return b + "." + a
}

func radioHas(article, number string) bool {
	n, m := leading(article), leading(number)
	return n > 0 && n < len(radioArticles) && m > 0 && m <= radioArticles[n]
}

// leading returns the number that a string begins with.
func leading(s string) int {
	n := 0
	for i := 0; i < len(s) && i < 6 && s[i] >= '0' && s[i] <= '9'; i++ {
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// radioAppendices are the appendices of the Radio Regulations that are in force.
var radioAppendices = map[string]bool{
	"1": true, "2": true, "3": true, "4": true, "5": true, "7": true, "8": true, "9": true, "10": true, "11": true, "12": true,
	"13": true, "14": true, "15": true, "16": true, "17": true, "18": true, "25": true, "26": true, "27": true, "30": true,
	"30A": true, "30B": true, "42": true,
}
