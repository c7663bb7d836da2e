package casefile

import "beiandesk/internal/ref"

// PersonToken is what reveals a field of a person.
func PersonToken(id ref.PersonID, field string) string {
	return "person:" + string(id) + ":" + field
}

// ClientToken is what reveals a field of a client.
func ClientToken(id ref.ClientID, field string) string {
	return "client:" + string(id) + ":" + field
}
