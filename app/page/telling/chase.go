// Package telling holds what the window takes and gives of what clients and staff are told.
package telling

import (
	"beiandesk/internal/cal"
	"beiandesk/internal/office/chasing"
	"beiandesk/internal/present"
)

// ChaseView is the ready message of 催办.
type ChaseView struct {
	Title    string   `json:"title"`
	Way      string   `json:"way"`  // wechat or sms
	Part     int      `json:"part"` // of an SMS: how many characters one holds, and each of several; 0 of WeChat
	Joined   int      `json:"joined"`
	To       string   `json:"to"`
	Phone    string   `json:"phone"` // of the client's contact, covered, as the next
	WeChat   string   `json:"wechat"`
	ClientID string   `json:"clientId"`
	Text     string   `json:"text"`
	Letter   string   `json:"letter"` // the case of which the letter (中止函) is due; "" for none
	Where    string   `json:"where"`  // of a ticket: where it is handed in; "" of a message
	Runs     []string `json:"runs"`   // all it asks about
	Cases    []string `json:"cases"`  // numbers of the cases that it gathers
}

// NewChaseView lays out a ready message.
func NewChaseView(m chasing.Message) ChaseView {
	v := ChaseView{Title: m.Title, Letter: string(m.Letter), Way: m.Way, To: m.To, Phone: m.Phone, WeChat: m.WeChat, ClientID: string(m.Client), Text: m.Text, Where: m.Where, Runs: []string{}, Cases: present.List(m.Cases)}
	if m.Way == chasing.SMS {
		v.Part, v.Joined = chasing.PartOfOne, chasing.PartOfMany
	}
	for _, id := range m.Runs {
		v.Runs = append(v.Runs, string(id))
	}
	return v
}

// ToldView is what a client was told, the latest first.
type ToldView struct {
	Rows []ToldRow `json:"rows"`
	More bool      `json:"more"` // there is older word, in the timelines of the cases alone
}

type ToldRow struct {
	When  string   `json:"when"`
	Who   string   `json:"who"`
	Title string   `json:"title"` // 催办：微信
	Text  string   `json:"text"`  // "" once it was erased
	Cases []string `json:"cases"` // numbers of those it was about
}

// NewToldView lays out what a client was told.
func NewToldView(of []chasing.Telling, more bool, today cal.Day) ToldView {
	v := ToldView{Rows: []ToldRow{}, More: more}
	for _, t := range of {
		v.Rows = append(v.Rows, ToldRow{When: cal.FormatMoment(t.At, today), Who: t.Who, Title: t.Title, Text: t.Text, Cases: t.Cases})
	}
	return v
}
