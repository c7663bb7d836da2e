package demo

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/clients"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
)

// Words of the firms and people of copies, drawn by number.
var (
	copyBrand    = []rune("安邦宝博昌诚达德鼎东方丰福富广国海瀚浩和恒弘宏华汇惠佳嘉建捷金锦晶聚凯康科朗乐立联龙隆美铭宁鹏普启千庆荣瑞润森盛")
	copySurnames = []rune("林陈王李张刘杨黄赵吴徐孙马朱胡郭何高罗郑梁谢宋唐许韩冯邓曹彭")
	copyGiven    = []rune("安博晨德恩帆光涵佳凯兰明宁平秋荣思涛婉欣雅哲")
)

// drawn spells a number by runes, at least so many.
func drawn(from []rune, no, least int) string {
	word := ""
	for ; no > 0 || len([]rune(word)) < least; no /= len(from) {
		word += string(from[no%len(from)])
	}
	return word
}

// rename draws what the model's words become in the folder's no-th case: ids, running
// numbers, names, domains and whatever else belongs to one client alone.
func (m model) rename(w *office.Work, no int) (*strings.Replacer, error) {
	words := map[string]string{}
	m.renameIDs(words)
	m.renamePeople(words, no)
	m.renameSites(words, no)
	if err := m.renumber(w, words); err != nil {
		return nil, err
	}
	var pairs []string
	for _, was := range slices.SortedFunc(maps.Keys(words), longest) {
		pairs = append(pairs, was, words[was])
	}
	return strings.NewReplacer(pairs...), nil
}

// longest sorts words that begin with others before them.
func longest(a, b string) int {
	if len(a) != len(b) {
		return len(b) - len(a)
	}
	return strings.Compare(a, b)
}

func (m model) renameIDs(words map[string]string) {
	words[string(m.Client.ID)] = string(ref.New[ref.ClientID]())
	words[string(m.Case.ID)] = string(ref.New[ref.CaseID]())
	for _, v := range m.People {
		words[string(v.ID)] = string(ref.New[ref.PersonID]())
	}
	for _, v := range m.Consents {
		words[string(v.ID)] = string(ref.New[ref.ConsentID]())
	}
	for _, v := range m.Sites {
		words[string(v.ID)] = string(ref.New[ref.SiteID]())
	}
	for _, v := range m.Moves {
		words[string(v.ID)] = string(ref.New[ref.MoveID]())
	}
	for _, v := range m.Documents {
		words[string(v.ID)] = string(ref.New[ref.DocumentID]())
	}
	for _, v := range m.Handovers {
		words[string(v.ID)] = string(ref.New[ref.HandoverID]())
	}
	for _, v := range m.Fees {
		words[string(v.ID)] = string(ref.New[ref.FeeID]())
	}
	for _, v := range m.Bills {
		words[string(v.ID)] = string(ref.New[ref.InvoiceID]())
	}
	for _, v := range m.Payments {
		words[string(v.ID)] = string(ref.New[ref.PaymentID]())
	}
}

// peopleEach is how many people of a case get numbers of their own.
const peopleEach = 4

func (m model) renamePeople(words map[string]string, no int) {
	for i, p := range m.People {
		nth := no*peopleEach + i
		words[p.Name] = string(copySurnames[nth%len(copySurnames)]) + drawn(copyGiven, nth/len(copySurnames)%(len(copyGiven)*len(copyGiven)), 2)
		if p.DocKind == clients.IDCard && p.DocNumber != "" {
			words[p.DocNumber] = IDNumber(p.DocNumber[:6], cal.Date(1960, 1, 1).Add(nth%15000))
		}
		if p.Mobile != "" {
			words[p.Mobile] = Mobile(2 * nth)
		}
		if p.Emergency != "" {
			words[p.Emergency] = Mobile(2*nth + 1)
		}
	}
	if code := m.Client.CreditCode; code != "" {
		words[code] = CreditCode(code[:8], 100_000+no)
	}
}

// renameSites gives the firm another word, by which its sites and it are called, and its
// sites other domains, instances and filing numbers.
func (m model) renameSites(words map[string]string, no int) {
	if was := m.brand(); was != "" {
		words[was] = drawn(copyBrand, no, 2)
	}
	digits := fmt.Sprintf("%06d", 100_000+no%900_000)
	for i, s := range m.Sites {
		if name, tail, ok := strings.Cut(s.Domain, "."); ok {
			words[s.Domain] = fmt.Sprintf("%s%d.%s", strings.TrimRight(name, "0123456789"), no, tail)
		}
		if s.ServerInstance != "" {
			words[s.ServerInstance] = fmt.Sprintf("lhins-%08x", no)
		}
		if police := []rune(s.PoliceNumber); len(police) > 7 { // six digits and 号 at its end
			words[s.PoliceNumber] = string(police[:len(police)-7]) + fmt.Sprintf("%06d号", (no*2+i)%1_000_000)
		}
	}
	if head, tail, ok := strings.Cut(m.Case.SubjectNumber, "备"); ok && len(tail) > 10 { // a year and six digits
		words[m.Case.SubjectNumber] = head + "备" + tail[:4] + digits + tail[10:]
	}
}

// brand is the word that the client and its site have in common: the longest beginning of the
// site's name that stands in the client's. A unit whose site has no name yet has it behind
// its city, which mostly has two letters; "" for who has none.
func (m model) brand() string {
	site, client := []rune(m.Sites[0].Name), []rune(m.Client.Name)
	for n := len(site); n > 1; n-- {
		if word := string(site[:n]); strings.Contains(m.Client.Name, word) {
			return word
		}
	}
	if m.Client.Kind == clients.Personal || len(client) < 4 {
		return ""
	}
	return string(client[2:4])
}

// renumber takes the running numbers that the model has.
func (m model) renumber(w *office.Work, words map[string]string) error {
	numbers := []string{m.Case.Number}
	for _, b := range m.Bills {
		numbers = append(numbers, b.Number)
	}
	for _, p := range m.Payments {
		numbers = append(numbers, p.Number)
	}
	for _, was := range numbers {
		c, ok := office.ReadNumber(was)
		if !ok {
			return fmt.Errorf("%s is no running number", was)
		}
		is, err := w.Number(c.Series, c.Year)
		if err != nil {
			return err
		}
		words[was] = is
	}
	return nil
}

// renamed is a deep copy of a value, its texts under other words.
func renamed[T any](v T, words *strings.Replacer) T {
	return rewritten(reflect.ValueOf(&v).Elem(), words).Interface().(T)
}

func rewritten(v reflect.Value, words *strings.Replacer) reflect.Value {
	out := reflect.New(v.Type()).Elem()
	out.Set(v)
	switch v.Kind() {
	case reflect.String:
		out.SetString(words.Replace(v.String()))
	case reflect.Pointer:
		if !v.IsNil() {
			out.Set(reflect.New(v.Type().Elem()))
			out.Elem().Set(rewritten(v.Elem(), words))
		}
	case reflect.Slice:
		if !v.IsNil() {
			out.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
			for i := range v.Len() {
				out.Index(i).Set(rewritten(v.Index(i), words))
			}
		}
	case reflect.Map:
		if !v.IsNil() {
			out.Set(reflect.MakeMapWithSize(v.Type(), v.Len()))
			for key, value := range v.Seq2() {
				out.SetMapIndex(rewritten(key, words), rewritten(value, words))
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() { // a moment's own are no texts
				out.Field(i).Set(rewritten(v.Field(i), words))
			}
		}
	default: // numbers and flags are copied
	}
	return out
}
