package pdfdoc

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
	"fmt"

	"plenary/pipeline"
)

// A crypt decrypts a file that opens with the empty password. led knows RC4 and AES of 128 bits, with one
// wrong key length and none of the exceptions; all ciphers of the standard handler are done here, and led is
// handed a trailer without /Encrypt.
type crypt struct {
	key      []byte
	str, stm method
	v        int
	metadata bool // metadata streams are encrypted too
	self     int  // number of the encryption dictionary, which is plain
}

// A method is how strings or streams are encrypted.
type method uint8

const (
	methodNone method = iota
	methodRC4
	methodAES    // AES-128 with a key for each object
	methodAES256 // AES-256 with one key
)

// decrypt prepares decryption where the trailer asks for it.
func (t *table) decrypt() error {
	t.crypt = nil
	o := t.trailer["Encrypt"]
	if o == nil {
		return nil
	}
	self := 0
	if r, ok := o.(ref); ok {
		self = int(r)
		if self < len(t.entries) && t.entries[self].kind == direct {
			o = t.objectAt(t.entries[self].offset)
		}
	}
	d, ok := o.(dict)
	if !ok {
		return fmt.Errorf("encryption dictionary is missing: %w", pipeline.ErrEncrypted)
	}
	if h, _ := d["Filter"].(name); h != "Standard" {
		return fmt.Errorf("security handler %q: %w", h, pipeline.ErrEncrypted)
	}
	c := &crypt{self: self, metadata: d["EncryptMetadata"] != false}
	c.v, _ = integer(d["V"])
	rev, _ := integer(d["R"])
	bits, ok := integer(d["Length"])
	if !ok {
		bits = 40
	}
	switch c.v {
	case 1:
		bits = 40
		c.str, c.stm = methodRC4, methodRC4
	case 2, 3:
		c.str, c.stm = methodRC4, methodRC4
	case 4, 5:
		if cf, _ := d["CF"].(dict); c.v == 4 && !ok {
			f, _ := cf["StdCF"].(dict)
			bits, _ = integer(f["Length"])
		}
		c.str, c.stm = c.filter(d, "StrF"), c.filter(d, "StmF")
	default:
		return fmt.Errorf("encryption version %d: %w", c.v, pipeline.ErrEncrypted)
	}
	owner, _ := d["O"].(text)
	user, _ := d["U"].(text)
	if c.v == 5 {
		c.key = keyR6(string(user), text256(d["UE"]), rev)
	} else {
		perms, _ := integer(d["P"])
		if n, ok := d["P"].(int64); ok {
			perms = int(int32(uint32(n)))
		}
		var id text
		if ids, ok := t.trailer["ID"].(array); ok && len(ids) > 0 {
			id, _ = ids[0].(text)
		}
		// The length is told in bits or bytes, in two places, and wrong in some files: the one that fits is it.
		for _, size := range []int{bits / 8, 16, 5, bits} {
			if size >= 5 && size <= 16 && c.key == nil {
				c.key = keyR4(string(owner), string(user), string(id), uint32(perms), rev, size, c.metadata)
			}
		}
	}
	if c.key == nil && c.str == methodNone && c.stm == methodNone {
		return nil // attachments alone are encrypted
	}
	if c.key == nil {
		return fmt.Errorf("needs a password: %w", pipeline.ErrEncrypted)
	}
	t.crypt = c
	return nil
}

func text256(o object) string { t, _ := o.(text); return string(t) }

// filter returns the method of a crypt filter of version 4 and 5.
func (c *crypt) filter(d dict, key name) method {
	n, _ := d[key].(name)
	cf, _ := d["CF"].(dict)
	f, _ := cf[n].(dict)
	switch f["CFM"] {
	case name("V2"):
		return methodRC4
	case name("AESV2"):
		return methodAES
	case name("AESV3"):
		return methodAES256
	}
	return methodNone
}

var padding = []byte("\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A")

// keyR4 computes the key of revisions 2 to 4 for the empty password (ISO 32000-1, algorithms 2, 4 and 5); nil
// where it does not fit.
func keyR4(owner, user, id string, perms uint32, rev, size int, metadata bool) []byte {
	h := md5.New()
	h.Write(padding)
	h.Write([]byte(owner)[:min(len(owner), 32)])
	h.Write([]byte{byte(perms), byte(perms >> 8), byte(perms >> 16), byte(perms >> 24)})
	h.Write([]byte(id))
	if rev >= 4 && !metadata {
		h.Write([]byte{0xFF, 0xFF, 0xFF, 0xFF})
	}
	key := h.Sum(nil)
	if rev >= 3 {
		for range 50 {
			s := md5.Sum(key[:size])
			key = s[:]
		}
	} else {
		size = 5
	}
	key = key[:size]
	var want []byte
	if rev == 2 {
		want = rc4ed(key, padding)
	} else {
		s := md5.Sum(append(bytes.Clone(padding), id...))
		want = s[:]
		for i := range 20 {
			k := make([]byte, size)
			for j := range k {
				k[j] = key[j] ^ byte(i)
			}
			want = rc4ed(k, want)
		}
	}
	if len(user) < 16 || !bytes.HasPrefix(want, []byte(user[:16])) {
		return nil
	}
	return key
}

func rc4ed(key, b []byte) []byte {
	c, err := rc4.NewCipher(key)
	if err != nil {
		return b
	}
	out := make([]byte, len(b))
	c.XORKeyStream(out, b)
	return out
}

// keyR6 computes the key of revisions 5 and 6 for the empty user password (ISO 32000-2, algorithm 2.A).
func keyR6(user, wrapped string, rev int) []byte {
	if len(user) < 48 || len(wrapped) < 32 {
		return nil
	}
	if !bytes.Equal(hashR6(user[32:40], rev), []byte(user[:32])) {
		return nil
	}
	block, err := aes.NewCipher(hashR6(user[40:48], rev))
	if err != nil {
		return nil
	}
	key := make([]byte, 32)
	cipher.NewCBCDecrypter(block, make([]byte, 16)).CryptBlocks(key, []byte(wrapped[:32]))
	return key
}

// hashR6 is algorithm 2.B for the empty password; revision 5 has the plain SHA-256.
func hashR6(salt string, rev int) []byte {
	s := sha256.Sum256([]byte(salt))
	k := s[:]
	if rev < 6 {
		return k
	}
	for i := 0; ; i++ {
		k1 := bytes.Repeat(k, 64)
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(k1, k1)
		sum := 0
		for _, c := range k1[:16] {
			sum += int(c)
		}
		switch sum % 3 {
		case 0:
			h := sha256.Sum256(k1)
			k = h[:]
		case 1:
			h := sha512.Sum384(k1)
			k = h[:]
		default:
			h := sha512.Sum512(k1)
			k = h[:]
		}
		if i >= 63 && int(k1[len(k1)-1]) <= i+1-32 { // i+1 rounds are done
			return k[:32]
		}
	}
}

// open decrypts the bytes of one object.
func (c *crypt) open(m method, b []byte, num, gen int) []byte {
	key := c.key
	if m == methodRC4 || m == methodAES {
		h := md5.New()
		h.Write(key)
		h.Write([]byte{byte(num), byte(num >> 8), byte(num >> 16), byte(gen), byte(gen >> 8)})
		if m == methodAES {
			h.Write([]byte("sAlT"))
		}
		key = h.Sum(nil)[:min(len(key)+5, 16)]
	}
	switch m {
	case methodRC4:
		return rc4ed(key, b)
	case methodAES, methodAES256:
		return unAES(key, b)
	}
	return b
}

// unAES decrypts CBC with the vector in front and takes the padding off.
func unAES(key, b []byte) []byte {
	block, err := aes.NewCipher(key)
	if err != nil || len(b) < 32 {
		return nil
	}
	iv, body := b[:16], b[16:]
	out := make([]byte, len(body)/16*16)
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(out, body[:len(out)])
	if n := int(out[len(out)-1]); n >= 1 && n <= 16 {
		out = out[:len(out)-n]
	}
	return out
}

// stream returns the decrypted bytes of a stream, still encoded.
func (c *crypt) stream(s *stream) []byte {
	m := c.stm
	if s.dict["Type"] == name("Metadata") && !c.metadata {
		return s.raw
	}
	if f := list(s.dict["Filter"]); len(f) > 0 && f[0] == name("Crypt") {
		p, _ := list(s.dict["DecodeParms"])[:1][0].(dict)
		if n, _ := p["Name"].(name); n == "" || n == "Identity" {
			return s.raw
		}
	}
	return c.open(m, s.raw, s.num, s.gen)
}

// strings decrypts the strings in an object.
func (c *crypt) strings(o object, num, gen, depth int) object {
	if num == c.self || depth > maxNesting || c.str == methodNone {
		return o
	}
	switch o := o.(type) {
	case text:
		return text(c.open(c.str, []byte(o), num, gen))
	case array:
		for i := range o {
			o[i] = c.strings(o[i], num, gen, depth+1)
		}
	case dict:
		for k := range o {
			o[k] = c.strings(o[k], num, gen, depth+1)
		}
	case *stream:
		c.strings(o.dict, num, gen, depth+1)
	}
	return o
}
