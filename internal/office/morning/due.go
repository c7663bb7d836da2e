package morning

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/views"
	"beiandesk/internal/robot"
	"beiandesk/internal/store"
)

// sentKey is the setting that remembers what was sent: no day and no round is told twice.
const sentKey = "robot.sent"

// sent is what was told, or is being told. Whatever is claimed counts as told, so that a crash
// costs a message and never repeats one.
type sent struct {
	Keys  []string             // the newest last
	Again map[string]time.Time // what surely went nowhere, and from when on it is tried again
	Tries map[string]int
}

const (
	keysKept  = 200
	mostTries = 3
	tryAfter  = 10 * time.Minute
)

// open says that something is still to be told at a moment.
func (s sent) open(key string, now time.Time) bool {
	if again, ok := s.Again[key]; ok {
		return !now.Before(again)
	}
	return !slices.Contains(s.Keys, key)
}

// Claim gives what is to be told now, and remembers it as told. Errors: those of the store; one
// who claims at the same moment gets nothing.
func Claim(ctx context.Context, o *office.Office, r Robot) ([]Message, error) {
	if !r.On {
		return nil, nil
	}
	page, err := views.Today(ctx, o, views.TodayInput{Size: mostLines})
	if err != nil {
		return nil, err
	}
	var due []Message
	today := cal.DayOf(page.Now)
	if off, _ := o.Calendar.Off(today); !off && cal.Clock(cal.At(page.Now)) >= r.At {
		due = append(due, listOf(page))
	}
	if r.Rounds {
		ending, err := rounds(ctx, o, page.Now)
		if err != nil {
			return nil, err
		}
		due = append(due, ending...)
	}
	s, version, err := readSent(ctx, o)
	due = slices.DeleteFunc(due, func(m Message) bool { return !s.open(m.Key, page.Now) })
	if err != nil || len(due) == 0 {
		return nil, err
	}
	for _, m := range due {
		delete(s.Again, m.Key)
		s.Keys = append(slices.DeleteFunc(s.Keys, func(k string) bool { return k == m.Key }), m.Key)
	}
	s.Keys = s.Keys[max(0, len(s.Keys)-keysKept):]
	maps.DeleteFunc(s.Tries, func(key string, _ int) bool { return !slices.Contains(s.Keys, key) })
	if err := saveSent(ctx, o, s, version); errs.CodeOf(err) == errs.Conflict {
		return nil, nil
	} else if err != nil {
		return nil, err // what is not remembered would be told again
	}
	return due, nil
}

func readSent(ctx context.Context, o *office.Office) (s sent, version int, err error) {
	err = o.Read(ctx, func(tx store.Tx) (err error) {
		version, err = office.ReadSetting(tx, sentKey, &s)
		return err
	})
	return s, version, err
}

func saveSent(ctx context.Context, o *office.Office, s sent, version int) error {
	return o.Write(ctx, func(w *office.Work) error { return office.SaveSetting(w.Tx, sentKey, s, version) })
}

// Told writes down what came of a message: what was sent, or why not. What surely went nowhere
// is claimed again some minutes later, a few times; a message without a Key was never claimed.
func Told(ctx context.Context, o *office.Office, r Robot, m Message, failed error) error {
	var said *errs.Error
	done := "发出"
	if errors.Is(failed, robot.ErrUnsure) {
		done = "不知道有没有发出"
	} else if failed != nil {
		done = "没有发出"
	}
	title := "群机器人（" + robot.Label(r.Kind) + "）" + done + m.What
	if errors.As(failed, &said) {
		title += "：" + said.Message
	}
	if m.Key != "" && errors.Is(failed, robot.ErrOffline) {
		if err := release(ctx, o, m.Key); err != nil {
			return err
		}
	}
	return o.Write(ctx, func(w *office.Work) error { return w.Note("export", "", "", title, m.Text) })
}

func release(ctx context.Context, o *office.Office, key string) error {
	s, version, err := readSent(ctx, o)
	if err != nil || s.Tries[key] >= mostTries-1 {
		return err
	}
	if s.Tries == nil {
		s.Tries = map[string]int{}
	}
	if s.Again == nil {
		s.Again = map[string]time.Time{}
	}
	s.Tries[key]++
	s.Again[key] = o.Now().Add(tryAfter)
	return saveSent(ctx, o, s, version)
}
