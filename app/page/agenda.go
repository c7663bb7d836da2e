package page

// AgendaInput asks for a calendar file of the deadlines.
type AgendaInput struct {
	Mine bool `json:"mine"` // of one's own cases alone
}

// AgendaView is the calendar file that the window keeps up to date on this machine.
type AgendaView struct {
	Path   string `json:"path"` // "" when there is none
	Mine   bool   `json:"mine"`
	Events int    `json:"events"` // when it was last written, 0 before that
	At     string `json:"at"`     // 11月23日 周一 10:00; "" when not since the desk was opened
	Failed string `json:"failed"` // why it could not be written the last time
}
