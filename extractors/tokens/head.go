package tokens

// A Head stands for the first eight bytes of a word, by a hash that is never 0: the word is held against many lists of
// words, and most say no to its head alone.
type Head uint32

// HeadBytes is how many bytes a Head tells of.
const HeadBytes = 8

// HeadOf returns the head of a word.
func HeadOf(word string) Head { return First(word).Head(HeadBytes) }

// Head returns the head of the token's fold.
func (t *Token) Head() Head {
	if t.head == 0 {
		return HeadOf(t.Fold)
	}
	return t.head
}

// SetFold gives a token another fold.
func (t *Token) SetFold(fold string) { t.Fold, t.head = fold, HeadOf(fold) }

// A Prefix is the first eight bytes of a word, zeros behind a shorter one.
type Prefix uint64

// First returns the first eight bytes of a word.
func First(word string) Prefix {
	if len(word) >= HeadBytes {
		return Prefix(word[0]) | Prefix(word[1])<<8 | Prefix(word[2])<<16 | Prefix(word[3])<<24 |
			Prefix(word[4])<<32 | Prefix(word[5])<<40 | Prefix(word[6])<<48 | Prefix(word[7])<<56
	}
	v := Prefix(0)
	for i := len(word) - 1; i >= 0; i-- {
		v = v<<8 | Prefix(word[i])
	}
	return v
}

// Head returns the head of all words that begin with the first n bytes, as if they ended there.
func (p Prefix) Head(n int) Head {
	if n < HeadBytes {
		p &= 1<<(8*n) - 1
	}
	return Head((uint64(p)+uint64(n))*0x9E3779B97F4A7C15>>32) | 1
}
