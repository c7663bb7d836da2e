// Package morning writes what the agency's own group chat is told by its robot: each morning how
// much is overdue and due, and once of every round of SMS that runs out. It leaves the desk in
// clear, so it names cases by their number and sites by their domain: no client, no person, no
// phone. Off unless somebody turns it on.
package morning

import (
	"cmp"
	"context"
	"strings"
	"time"

	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/robot"
	"beiandesk/internal/store"
)

// robotKey is the setting of the robot, sealed: whoever has its address can write to the group.
const robotKey = "secret.robot"

// Robot is the group's robot as it is set.
type Robot struct {
	Kind    string // wecom, dingtalk, feishu; "" for none
	URL     string
	Secret  string
	On      bool
	At      string // from which minute of a working day on the list goes out: 09:00
	Rounds  bool   // rounds of SMS that run out are told, too
	Version int
}

// Target is where it is written to.
func (r Robot) Target() robot.Target { return robot.Target{Kind: r.Kind, URL: r.URL, Secret: r.Secret} }

// RobotInput sets the robot. What is covered is not read back: an address or a secret left empty
// stays as it was while the kind is the same, each by itself.
type RobotInput struct {
	Kind    string `json:"kind"`
	URL     string `json:"url" text:"机器人地址,line,500"`
	Secret  string `json:"secret" text:"加签密钥,line,200"`
	Plain   bool   `json:"plain"` // no secret any more
	On      bool   `json:"on"`
	At      string `json:"at"`
	Rounds  bool   `json:"rounds"`
	Version int    `json:"version"`
}

// firstAt is the minute of a robot that was never set.
const firstAt = "09:00"

// Get reads the robot; the zero kind is none.
func Get(ctx context.Context, o *office.Office) (Robot, error) {
	r := Robot{At: firstAt, Rounds: true}
	err := o.Read(ctx, func(tx store.Tx) (err error) {
		r.Version, err = office.ReadSetting(tx, robotKey, &r)
		return err
	})
	return r, err
}

// Save sets the robot. Errors: Invalid at kind, url, secret, at; Conflict.
func Save(ctx context.Context, o *office.Office, in RobotInput) (Robot, error) {
	if err := office.Judge(in); err != nil {
		return Robot{}, err
	}
	at, err := time.Parse("15:04", strings.TrimSpace(in.At))
	if err != nil {
		return Robot{}, errs.AtField("at", "请写几点几分，例如 09:00")
	}
	had, err := Get(ctx, o)
	if err != nil {
		return Robot{}, err
	}
	r := Robot{Kind: in.Kind, URL: strings.TrimSpace(in.URL), Secret: strings.TrimSpace(in.Secret), On: in.On, At: at.Format("15:04"), Rounds: in.Rounds}
	if in.Kind == had.Kind {
		r.URL = cmp.Or(r.URL, had.URL)
		if !in.Plain {
			r.Secret = cmp.Or(r.Secret, had.Secret)
		}
	}
	if err := r.Target().Judge(); err != nil {
		return Robot{}, err
	}
	state := "停用"
	if r.On {
		state = "启用"
	}
	err = o.Write(ctx, func(w *office.Work) error {
		if err := office.SaveSetting(w.Tx, robotKey, r, in.Version); err != nil {
			return err
		}
		return w.Note("edit", "", "", state+"群机器人（"+robot.Label(r.Kind)+"）", "")
	})
	r.Version = in.Version + 1
	return r, err
}
