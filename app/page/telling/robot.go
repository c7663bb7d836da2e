package telling

import (
	"beiandesk/internal/office/morning"
	"beiandesk/internal/robot"
)

// RobotView is the robot of the agency's group as 设置 › 群机器人 shows it; its address and its
// secret never reach the page again.
type RobotView struct {
	Kind    string `json:"kind"`  // wecom | dingtalk | feishu; "" for none
	Label   string `json:"label"` // 企业微信
	Set     bool   `json:"set"`   // it has an address
	Signs   bool   `json:"signs"` // it has a secret
	On      bool   `json:"on"`
	At      string `json:"at"`     // 09:00
	Rounds  bool   `json:"rounds"` // rounds of SMS that run out are told, too
	Text    string `json:"text"`   // what would be sent now
	Version int    `json:"version"`
}

// NewRobotView lays it out.
func NewRobotView(r morning.Robot, now morning.Message) RobotView {
	return RobotView{
		Kind: r.Kind, Label: robot.Label(r.Kind), Set: r.URL != "", Signs: r.Secret != "", On: r.On, At: r.At, Rounds: r.Rounds, Text: now.Text, Version: r.Version,
	}
}

// TryInput sends what was shown, and nothing else.
type TryInput struct {
	Text string `json:"text"`
}
