package casefile

import (
	"fmt"

	"beiandesk/internal/ref"
)

// PersonToken is what reveals a field of a person.
func PersonToken(id ref.PersonID, field string) string {
	return "person:" + string(id) + ":" + field
}

// ClientToken is what reveals a field of a client.
func ClientToken(id ref.ClientID, field string) string {
	return "client:" + string(id) + ":" + field
}

// DetailToken is what reveals an item of what a case type asks of a site.
func DetailToken(id ref.SiteID, code string, item int) string {
	return fmt.Sprintf("detail:%s:%s:%d", id, code, item)
}
