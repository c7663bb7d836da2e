package records

import (
	"encoding/hex"
	"strings"
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"beiandesk/internal/pinyin"
)

// Fold is how names, numbers and domains are kept for search by parts, and how what is
// searched for is read: lower case, full-width and look-alike forms as the plain ones.
func Fold(parts ...string) string { return pinyin.Fold(strings.Join(parts, "\n")) }

// Collators keep buffers, so each serves one key at a time.
var collators = sync.Pool{New: func() any { return collate.New(language.Chinese, collate.Loose, collate.Numeric) }}

// SortKey is a text by whose bytes names lie as Chinese reads them: by pinyin, Latin
// letters before them, numbers by their value, case and width apart.
func SortKey(name string) string {
	c := collators.Get().(*collate.Collator)
	defer collators.Put(c)
	var b collate.Buffer
	return hex.EncodeToString(c.KeyFromString(&b, name))
}

// mobileTail is the keyed hash of a number's last four places; "" for a number without.
func (t Records) mobileTail(number string) string {
	if len(number) < 4 {
		return ""
	}
	return t.hashOf(hashPhoneTail, number[len(number)-4:])
}

// TailHashes are what mobile_tail may hold of people whose mobile numbers end so.
func (t Records) TailHashes(four string) []string { return t.hashesOf(hashPhoneTail, four) }

// WeChatHashes are those of a WeChat account, whose case says nothing.
func (t Records) WeChatHashes(account string) []string { return t.hashesOf(hashWeChat, account) }

// DocumentHashes are what doc_number_hash may hold of people who have a document of the number.
func (t Records) DocumentHashes(number string) []string { return t.hashesOf(hashDocNumber, number) }

// PhoneHashes are what mobile_hash may hold of people who have the number.
func (t Records) PhoneHashes(number string) []string { return t.hashesOf(hashPhone, number) }

func (t Records) weChatHash(account string) string { return t.hashOf(hashWeChat, account) }

func (t Records) phoneHash(number string) string { return t.hashOf(hashPhone, number) }

// Mark is a column by which a sealed value is found, and what it holds.
type Mark struct{ Column, Value string }

// Marks are those of a value of a table's sealed column; none for one that nobody looks for.
func (t Records) Marks(table, column, text string) []Mark {
	switch table + "." + column {
	case "people.doc_number":
		return []Mark{{"doc_number_hash", t.hashOf(hashDocNumber, text)}}
	case "people.mobile":
		return []Mark{{"mobile_hash", t.phoneHash(text)}, {"mobile_tail", t.mobileTail(text)}}
	case "people.emergency":
		return []Mark{{"emergency_hash", t.phoneHash(text)}}
	case "clients.contact_phone":
		return []Mark{{"contact_phone_hash", t.phoneHash(text)}, {"contact_phone_tail", t.mobileTail(text)}}
	case "clients.wechat":
		return []Mark{{"wechat_hash", t.weChatHash(text)}}
	}
	return nil
}

// brackets makes all kinds of brackets one, after NFKC has made the full-width ones narrow.
var brackets = strings.NewReplacer("[", "(", "]", ")", "{", "(", "}", ")", "〔", "(", "〕", ")", "【", "(", "】", ")", "〈", "(", "〉", ")", "《", "(", "》", ")")

// SameKey is a name however it is written: two clients with one key have one name.
func SameKey(name string) string {
	return strings.Join(strings.Fields(brackets.Replace(Fold(name))), "")
}
