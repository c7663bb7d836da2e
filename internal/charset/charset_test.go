package charset_test

import (
	"encoding/binary"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"

	"beiandesk/internal/charset"
	"beiandesk/internal/errs"
)

// wide writes a text as UTF-16.
func wide(text string, order binary.AppendByteOrder) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(text)) {
		out = order.AppendUint16(out, u)
	}
	return out
}

func gb(t *testing.T, text string) []byte {
	t.Helper()
	out, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestATextIsReadAsItsEditorSavedIt(t *testing.T) {
	for _, text := range []string{
		"", "correct horse\r\n", "{\"client\": {\"name\": \"青禾软件\"}}\r\n", "青禾软件有限公司，地址在文三路 269 号\n", "㐂𠮷镕 name\n",
	} {
		for name, content := range map[string][]byte{
			"UTF-8": []byte(text), "UTF-8 with a mark": []byte("\ufeff" + text), "GB18030": gb(t, text),
			"UTF-16 little": wide("\ufeff"+text, binary.LittleEndian), "UTF-16 big": wide("\ufeff"+text, binary.BigEndian),
			"UTF-16 little without a mark": wide(text, binary.LittleEndian), "UTF-16 big without a mark": wide(text, binary.BigEndian),
		} {
			t.Run(name+" "+text, func(t *testing.T) {
				if got, err := charset.Decode(content); err != nil || got != text {
					t.Errorf("%q, %v", got, err)
				}
			})
		}
	}
}

func TestATextThatCannotBeToldForSureIsRefused(t *testing.T) {
	for name, content := range map[string][]byte{
		"a byte lost in UTF-8":    []byte("青禾软件有限公\xe5\x8f，杭州市西湖区"),
		"half a unit":             append([]byte{0xFF, 0xFE}, 'a', 0, 'b'),
		"half a pair":             append([]byte{0xFF, 0xFE}, 0x00, 0xD8, 'b', 0),
		"a zero in UTF-8":         []byte("abc\x00def"),
		"a picture":               {0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0},
		"half a character of GBK": append([]byte{0xC7, 0xE0}, 0xBA),
	} {
		t.Run(name, func(t *testing.T) {
			if got, err := charset.Decode(content); errs.CodeOf(err) != errs.Invalid {
				t.Errorf("read as %q, %v", got, err)
			}
		})
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("\ufeff青禾\r\n"))
	f.Add(wide("\ufeffabc", binary.BigEndian))
	f.Add([]byte{0xC7, 0xE0, 0xBA, 0xCC})
	f.Fuzz(func(t *testing.T, content []byte) {
		text, err := charset.Decode(content)
		if err != nil {
			return
		}
		if again, err := charset.Decode([]byte("\ufeff" + text)); err != nil || again != text {
			t.Errorf("%q is read as %q, then as %q, %v", content, text, again, err)
		}
	})
}
