package pasted

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"sync"

	"beiandesk/internal/embedded"
	"beiandesk/internal/identity"
	"beiandesk/internal/wordings"
)

//go:embed data/labels.json
var labelData []byte

// The roles in which a text names people, and the client itself.
const (
	lead      = "lead"
	siteLead  = "site"
	legal     = "legal"
	contact   = "contact"
	emergency = "emergency"
	client    = "client"
)

// target is what a value is: an attribute of whom the text is about, or a field.
type target struct {
	role      string // "" is whom the text is about there
	attribute string // name, number, mobile …
	field     string // of wordings, where it is not an attribute
	heading   bool   // the word may stand over what belongs to it
	unknown   bool   // a label that nobody knows
}

const ignored = "-" // the field of what no case needs

// labels are the words of roles, attributes, and of what is left aside.
type labels struct {
	roles      map[string]string
	attributes map[string]string
	ignored    map[string]bool
	headings   []string
	lookup     []string
	hosts      []string
	empty      map[string]bool
	surnames   string
}

var known = sync.OnceValue(func() labels {
	data := embedded.JSON[struct {
		Roles []struct {
			Role  string   `json:"role"`
			Words []string `json:"words"`
		} `json:"roles"`
		Attributes []struct {
			Attribute string   `json:"attribute"`
			Words     []string `json:"words"`
		} `json:"attributes"`
		Ignored  []string `json:"ignored"`
		Headings []string `json:"headings"` // what begins to tell of the client or its site
		Lookup   []string `json:"lookup"`   // what only look-ups of licences show
		Hosts    []string `json:"hosts"`    // whose pages and mails are quoted: nobody's site
		Empty    []string `json:"empty"`    // what is written where there is nothing
		Surnames string   `json:"surnames"`
	}]("labels.json", labelData)
	l := labels{
		roles: map[string]string{}, attributes: map[string]string{}, ignored: set(data.Ignored),
		headings: data.Headings, lookup: data.Lookup, hosts: data.Hosts, empty: set(data.Empty), surnames: data.Surnames,
	}
	for _, r := range data.Roles {
		for _, w := range r.Words {
			l.roles[w] = r.Role
		}
	}
	for _, a := range data.Attributes {
		for _, w := range a.Words {
			l.attributes[w] = a.Attribute
		}
	}
	return l
})

func set(words []string) map[string]bool {
	of := map[string]bool{}
	for _, w := range words {
		of[w] = true
	}
	return of
}

var (
	// numbering is what stands before a label in a list.
	numbering = regexp.MustCompile(`^\s*(?:\(?[0-9]{1,2}[).、,.:]\s*|\(?[一二三四五六七八九十]{1,3}[)、.]\s*|第[一二三四五六七八九十]+[、项]?\s*|[①-⑳]\s*|[-•●■◆★▪·*>#✅☑✔]+\s*)`)
	polite    = regexp.MustCompile(`^(?:您的|贵司|贵公司|我们?的?|我司|咱们?|客户的)`)
)

// targetOf is what a label means. ok is false for a word that nobody knows.
func targetOf(written string) (target, bool) {
	word := wordings.Plain(polite.ReplaceAllString(numbering.ReplaceAllString(written, ""), ""))
	l := known()
	if word == "" {
		return target{}, false
	}
	if l.ignored[word] {
		return target{field: ignored}, true
	}
	if t, ok := l.ofRole(word); ok {
		return t, true
	}
	if a, ok := l.attributes[word]; ok {
		return target{attribute: a}, true
	}
	if slices.Contains(l.headings, word) {
		return target{role: client, heading: true, field: ignored}, true
	}
	if f, ok := wordings.Of(word); ok && !f.Past {
		return target{field: f.Code}, true
	}
	return target{}, false
}

// ofRole reads 法人, 法人信息, 法人手机号, 网站负责人的邮箱.
func (l labels) ofRole(word string) (target, bool) {
	for n := len(word); n > 0; n-- {
		role, ok := l.roles[word[:n]]
		if !ok {
			continue
		}
		rest := strings.TrimPrefix(word[n:], "的")
		switch attribute := l.attributes[rest]; {
		case rest == "" && role == client:
		case rest == "":
			return target{role: role, attribute: "name", heading: true}, true
		case rest == "信息" || rest == "资料" || rest == "情况" || withPhone.MatchString(rest):
			return target{role: role, attribute: "name", heading: true}, true
		case attribute != "" && !(role == client && (attribute == "name" || attribute == "address" || attribute == "number")):
			return target{role: role, attribute: attribute}, true
		}
	}
	return target{}, false
}

// withPhone is what stands behind a role where a name and its number are wanted.
var withPhone = regexp.MustCompile(`^(?:姓名)?[及和与](?:手机|电话|手机号|联系电话|联系方式|电话号码|手机号码)$`)

// nobody says that a value says that there is none.
func nobody(value string) bool { return known().empty[strings.TrimSpace(value)] }

// isName says that a text has the form of a Chinese name, with a surname that people have.
func isName(text string) bool {
	runes := []rune(text)
	if len(runes) < 2 || !han.MatchString(strings.ReplaceAll(text, "·", "")) {
		return false
	}
	if strings.Contains(text, "·") {
		return len(runes) <= 20
	}
	return len(runes) <= 4 && strings.ContainsRune(known().surnames, runes[0]) && !strings.ContainsAny(text, "市省区县镇乡村路街道栋号室楼厦厅店厂网站备案域名公司企业单位客户电话手机微信邮箱地址资料信息登记注册执照证件有效期限状态类型日期时间费用阶段谢你好请的吗呢啊")
}

var (
	han      = regexp.MustCompile(`^\p{Han}+$`)
	unitName = regexp.MustCompile(`(?:公司|工作室|经营部|商行|事务所|合作社|学校|医院|研究院|研究所|协会|基金会|委员会|服务部|服务中心|中心|幼儿园|门诊部|诊所|餐厅|饭店|酒店|商店|超市|门市部|厂|店|社|部|院|馆|所|集团)(?:\([^()]*\))?$`)
)

// NamesPerson says that a text looks like the name of somebody, and like nothing else.
func NamesPerson(text string) bool { return isName(strings.TrimSpace(text)) }

// NamesUnit says that a text looks like the name of a unit, and like nothing else.
func NamesUnit(text string) bool {
	text = identity.Text(text).Value
	return len([]rune(text)) >= longUnit && strongUnit.MatchString(strings.NewReplacer("（", "(", "）", ")").Replace(text)) && !sentence.MatchString(text)
}
