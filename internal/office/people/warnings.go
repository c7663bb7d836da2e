package people

import (
	"fmt"

	"beiandesk/internal/clients"
	"beiandesk/internal/office"
	"beiandesk/internal/office/setup"
)

// PhoneWarnings says which numbers of these people also belong to somebody of
// another client, or to the agency itself: the lead must answer the call and the SMS
// in person (handbook §2). Numbers equal inside one client are warned about, too.
func PhoneWarnings(tx office.Tx, people ...clients.Person) ([]string, error) {
	numbers := []string{}
	for _, p := range people {
		for _, n := range []string{p.Mobile, p.Emergency} {
			if n != "" {
				numbers = append(numbers, n)
			}
		}
	}
	warnings := []string{}
	if len(numbers) == 0 {
		return warnings, nil
	}
	uses, err := tx.Find().PhoneUses(numbers)
	if err != nil {
		return nil, err
	}
	agency, err := setup.LetterheadOf(tx)
	if err != nil {
		return nil, err
	}
	for _, p := range people {
		for _, n := range []struct{ label, number string }{{"手机", p.Mobile}, {"应急手机", p.Emergency}} {
			if n.number == "" {
				continue
			}
			if n.number == agency.Phone {
				warnings = append(warnings, fmt.Sprintf("%s的%s与本机构的电话相同：核验电话和短信须由负责人本人接收", p.Name, n.label))
			}
			for _, u := range uses {
				if u.Number != n.number || u.PersonID == p.ID {
					continue
				}
				if u.ClientID != p.ClientID {
					warnings = append(warnings, fmt.Sprintf("%s的%s与客户“%s”登记的号码相同：请核对，一个号码只能属于一个主体", p.Name, n.label, u.Client))
				} else {
					warnings = append(warnings, fmt.Sprintf("%s的%s与本客户另一位负责人登记的号码相同：不同负责人的手机须不同", p.Name, n.label))
				}
			}
		}
	}
	return warnings, nil
}
