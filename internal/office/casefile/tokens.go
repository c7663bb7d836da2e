package casefile

import (
	"beiandesk/internal/ref"
)

// AccountToken is what reveals the password of a case's sub-account.
func AccountToken(id ref.CaseID) string { return "account:" + string(id) + ":secret" }

// PersonToken is what reveals a field of a person.
func PersonToken(id ref.PersonID, field string) string {
	return "person:" + string(id) + ":" + field
}

// ClientToken is what reveals a field of a client.
func ClientToken(id ref.ClientID, field string) string {
	return "client:" + string(id) + ":" + field
}
