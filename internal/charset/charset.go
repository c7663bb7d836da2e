// Package charset reads the text of a file as any editor may have saved it: UTF-8 with
// or without a byte order mark, UTF-16 in both orders, GB18030 (the ANSI of a Chinese
// Windows). What it can't tell for sure it refuses: a guess would be kept as somebody's
// name or passphrase.
package charset

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"beiandesk/internal/errs"
)

// mark is the byte order mark, which is no part of the text.
const mark = "\ufeff"

// Decode gives the text without its byte order mark; line ends stay as they are. An
// error is errs.Invalid and says how to save the file anew.
func Decode(content []byte) (string, error) {
	switch {
	case bytes.HasPrefix(content, []byte{0xFF, 0xFE}):
		return wide(content[2:], binary.LittleEndian)
	case bytes.HasPrefix(content, []byte{0xFE, 0xFF}):
		return wide(content[2:], binary.BigEndian)
	case bytes.IndexByte(content, 0) >= 0:
		return unmarked(content)
	case utf8.Valid(content):
		return strings.TrimPrefix(string(content), mark), nil
	case damaged(content):
		return "", unreadable()
	}
	text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(content)
	if err != nil || bytes.ContainsRune(text, utf8.RuneError) {
		return "", unreadable()
	}
	return string(text), nil
}

// unmarked reads UTF-16 without its mark. Latin letters, digits and line ends have a
// zero in it, all on one side; no other text has zeros.
func unmarked(content []byte) (string, error) {
	for _, order := range []binary.ByteOrder{binary.LittleEndian, binary.BigEndian} {
		if text, err := wide(content, order); err == nil && strings.ContainsAny(text, "\n{}0123456789abcdefghijklmnopqrstuvwxyz") {
			return text, nil
		}
	}
	return "", unreadable()
}

func wide(content []byte, order binary.ByteOrder) (string, error) {
	if len(content)%2 != 0 {
		return "", unreadable()
	}
	units := make([]uint16, len(content)/2)
	for i := range units {
		units[i] = order.Uint16(content[2*i:])
	}
	text := string(utf16.Decode(units))
	if strings.ContainsAny(text, "\x00\ufffd\ufffe\uffff") {
		return "", unreadable()
	}
	return text, nil
}

// damaged says that bytes are UTF-8 with something broken in it, and no other encoding:
// in GB18030 hardly three bytes in a row look like one Chinese character of UTF-8.
func damaged(content []byte) bool {
	whole, broken := 0, 0
	for len(content) > 0 {
		r, size := utf8.DecodeRune(content)
		switch {
		case r == utf8.RuneError && size == 1:
			broken++
		case size >= 3:
			whole++
		}
		content = content[size:]
	}
	return whole > broken
}

func unreadable() error {
	return errs.New(errs.Invalid, "文字的编码认不出来，请用记事本打开，另存为 UTF-8 编码再试")
}
