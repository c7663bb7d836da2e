package people

import (
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/clients"
	"beiandesk/internal/damage"
	"beiandesk/internal/identity"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// PhoneWarnings says which numbers of these people also belong to somebody of
// another client, or to the agency itself: the lead must answer the call and the SMS
// in person (handbook §2). Numbers equal inside one client are warned about, too. Each
// number has one line, in which it is covered.
func PhoneWarnings(tx store.Tx, people ...clients.Person) ([]string, error) {
	phones := phonesOf(people)
	warnings := []string{}
	if len(phones) == 0 {
		return warnings, nil
	}
	numbers := make([]string, len(phones))
	for i, p := range phones {
		numbers[i] = p.number
	}
	uses, err := tx.Find().PhoneUses(numbers)
	if err != nil {
		return nil, err
	}
	agency, err := setup.LetterheadIfWhole(tx)
	if err != nil {
		return nil, err
	}
	for _, p := range phones {
		if text := p.warning(uses, p.number == agency.Phone); text != "" {
			warnings = append(warnings, text)
		}
	}
	return warnings, nil
}

// phone is a number with whose it is: 沈一鸣的手机.
type phone struct {
	number string
	whose  []string
	people []ref.PersonID
	client ref.ClientID
}

// phonesOf lists the numbers of some people, each once.
func phonesOf(people []clients.Person) []phone {
	var list []phone
	for _, p := range people {
		for _, n := range []struct{ label, number string }{{"手机", p.Mobile}, {"应急手机", p.Emergency}} {
			if n.number == "" || n.number == damage.Mark {
				continue
			}
			i := slices.IndexFunc(list, func(have phone) bool { return have.number == n.number && have.client == p.ClientID })
			if i < 0 {
				i = len(list)
				list = append(list, phone{number: n.number, client: p.ClientID})
			}
			list[i].whose = append(list[i].whose, p.Name+"的"+n.label)
			if !slices.Contains(list[i].people, p.ID) {
				list[i].people = append(list[i].people, p.ID)
			}
		}
	}
	return list
}

// namedClients is how many of those who share a number are named.
const namedClients = 3

// warning tells with whom the number is shared; "" when with nobody.
func (p phone) warning(uses []store.PhoneUse, agency bool) string {
	var others []ref.ClientID
	var names, with []string
	colleague := false
	for _, u := range uses {
		switch {
		case u.Number != p.number || slices.Contains(p.people, u.PersonID):
		case u.ClientID == p.client:
			colleague = true
		case !slices.Contains(others, u.ClientID):
			others, names = append(others, u.ClientID), append(names, "“"+u.Client+"”")
		}
	}
	if agency {
		with = append(with, "本机构的电话")
	}
	if n := len(names); n > namedClients {
		with = append(with, fmt.Sprintf("客户%s等 %d 家登记的号码", strings.Join(names[:namedClients], "、"), n))
	} else if n > 0 {
		with = append(with, "客户"+strings.Join(names, "、")+"登记的号码")
	}
	if colleague {
		with = append(with, "本客户另一位负责人登记的号码")
	}
	whose := strings.Join(p.whose, "、") + " " + identity.MaskPhone(p.number)
	switch {
	case agency || len(names) > 0:
		return fmt.Sprintf("%s 与%s相同：一个号码只能属于一个主体，核验电话和短信须由负责人本人接收，请核对", whose, strings.Join(with, "、"))
	case colleague:
		return fmt.Sprintf("%s 与%s相同：不同负责人的手机须不同", whose, with[0])
	case len(p.people) > 1:
		return whose + " 是同一个号码：不同负责人的手机须不同"
	}
	return ""
}
