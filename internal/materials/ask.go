package materials

// Ask is what a client is asked for, in words that need no knowledge of filing.
type Ask struct {
	Label string // 营业执照
	Text  string // 拍原件，四边边框拍全…; what is wrong with what came in stands first
	Lead  bool   // the lead's own, not the client's
	Again bool   // it came, and has to come anew
}

// Asks lists what the case still owes for the client who is to send it.
func Asks(items []Item) []Ask {
	asks := []Ask{}
	for _, i := range items {
		if len(i.Stages) == 0 || (i.State != Wanting && i.State != Bad) {
			continue
		}
		ask := Ask{Label: i.Label, Text: i.Ask, Lead: i.Lead, Again: i.State == Bad}
		switch {
		case i.State == Bad && i.Kind == File:
			ask.Text = "上次发来的用不了，请重发。" + ask.Text
		case i.State == Bad:
			ask.Text = "上次给的不对，请再核对。" + ask.Text
		}
		asks = append(asks, ask)
	}
	return asks
}
