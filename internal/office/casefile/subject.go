package casefile

import (
	"fmt"

	"beiandesk/internal/clients"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

const LookupMissing = "还没有记录查重定类的结果：请到工信部网站查主体和域名是否已有备案，再确认案件类型"

// SameSubject warns of other cases of the same subject in flight: the cloud takes one
// order of one subject at a time (handbook §1).
func SameSubject(tx store.Tx, client clients.Client, lead clients.Person, except ref.CaseID) ([]string, error) {
	q := store.SubjectQuery{Client: client.ID, CreditCode: client.CreditCode, Except: except}
	if client.Kind == clients.Personal {
		q.DocNumber = lead.DocNumber
	}
	warnings := []string{}
	if q.Client == "" && q.CreditCode == "" && q.DocNumber == "" {
		return warnings, nil
	}
	others, err := tx.Find().SameSubject(q)
	for _, c := range others {
		warnings = append(warnings, fmt.Sprintf("同一主体已有在办案件 %s：一个主体同时只能有一个备案订单，请先办完或撤回那一个", c.Number))
	}
	return warnings, err
}
