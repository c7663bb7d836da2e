package app

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"beiandesk/app/page"
	"beiandesk/app/page/many"
	"beiandesk/app/page/own"
	"beiandesk/app/page/telling"
	"beiandesk/internal/errs"
	"beiandesk/internal/money"
	"beiandesk/internal/office"
	"beiandesk/internal/office/morning"
	"beiandesk/internal/office/ownfields"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// SettingsService keeps letterhead, prices, staff and the robot of the agency's group.
type SettingsService struct{ s *Session }

// Get reads the settings page.
func (x *SettingsService) Get(page.Empty) (page.SettingsView, error) {
	return run(x.s, x.view)
}

// SaveLetterhead sets the agency's name, address and account on paper.
func (x *SettingsService) SaveLetterhead(in page.LetterheadInput) (page.SettingsView, error) {
	return run(x.s, func(ctx context.Context, o *office.Office) (page.SettingsView, error) {
		in.Letterhead.Version = in.Version
		if _, err := setup.SaveLetterhead(ctx, o, in.Letterhead); err != nil {
			return page.SettingsView{}, err
		}
		return x.view(ctx, o)
	})
}

// SavePrice sets what a phase costs and how bills are made.
func (x *SettingsService) SavePrice(in page.PriceInput) (page.SettingsView, error) {
	return run(x.s, func(ctx context.Context, o *office.Office) (page.SettingsView, error) {
		icp, err := amount("icp", in.ICP)
		if err != nil {
			return page.SettingsView{}, err
		}
		police, err := amount("police", in.Police)
		if err != nil {
			return page.SettingsView{}, err
		}
		price := setup.Price{ICP: icp, Police: police, TermDays: in.TermDays, Split: in.Split, TaxRate: in.TaxRate, Version: in.Version}
		if _, err := setup.SavePrice(ctx, o, price); err != nil {
			return page.SettingsView{}, err
		}
		return x.view(ctx, o)
	})
}

// SaveStaff adds a 经办 (ID "") or changes one.
func (x *SettingsService) SaveStaff(in page.StaffView) (page.SettingsView, error) {
	return run(x.s, func(ctx context.Context, o *office.Office) (page.SettingsView, error) {
		var err error
		if in.ID == "" {
			_, err = setup.AddStaff(ctx, o, in.Name)
		} else {
			_, err = setup.SaveStaff(ctx, o, store.Staff{ID: ref.StaffID(in.ID), Name: in.Name, Active: in.Active, Version: in.Version})
		}
		if err != nil {
			return page.SettingsView{}, err
		}
		return x.view(ctx, o)
	})
}

// Profile tells how clients reach a 经办.
func (x *SettingsService) Profile(in page.IDInput) (setup.ProfileInput, error) {
	return run(x.s, func(ctx context.Context, o *office.Office) (setup.ProfileInput, error) {
		return setup.ReadProfile(ctx, o, ref.StaffID(in.ID))
	})
}

// SaveProfile sets it.
func (x *SettingsService) SaveProfile(in setup.ProfileInput) (page.Empty, error) {
	return run(x.s, func(ctx context.Context, o *office.Office) (page.Empty, error) {
		return page.Empty{}, setup.SaveProfile(ctx, o, in)
	})
}

// Loads tells what each 经办 has in hand.
func (x *SettingsService) Loads(page.Empty) (many.LoadsView, error) {
	return run(x.s, func(ctx context.Context, o *office.Office) (many.LoadsView, error) {
		list, err := setup.Loads(ctx, o)
		return many.NewLoadsView(list), err
	})
}

// SaveAbsence says who is away until when and who looks after his cases, or that he is back.
func (x *SettingsService) SaveAbsence(in setup.AbsenceInput) (many.LoadsView, error) {
	return run(x.s, func(ctx context.Context, o *office.Office) (many.LoadsView, error) {
		if err := setup.SaveAbsence(ctx, o, in); err != nil {
			return many.LoadsView{}, err
		}
		list, err := setup.Loads(ctx, o)
		return many.NewLoadsView(list), err
	})
}

// HandOver hands the open cases of one 经办 to another.
func (x *SettingsService) HandOver(in setup.HandOverInput) (many.HandedOverView, error) {
	return run(x.s, func(ctx context.Context, o *office.Office) (many.HandedOverView, error) {
		v := many.HandedOverView{Cases: []string{}}
		gone, err := setup.HandOver(ctx, o, in)
		if err != nil {
			return v, err
		}
		for _, id := range gone {
			v.Cases = append(v.Cases, string(id))
		}
		list, err := setup.Loads(ctx, o)
		v.Loads = many.NewLoadsView(list)
		return v, err
	})
}

// OwnFields lists the fields that the desk has defined, and the tags in use.
func (x *SettingsService) OwnFields(in own.OwnFieldsInput) (own.OwnFieldsView, error) {
	return run(x.s, func(ctx context.Context, o *office.Office) (own.OwnFieldsView, error) {
		defined, err := ownfields.List(ctx, o, in.Counted)
		return own.NewOwnFieldsView(defined), err
	})
}

// SaveOwnField makes a field or changes one.
func (x *SettingsService) SaveOwnField(in ownfields.OwnFieldInput) (own.OwnFieldsView, error) {
	return x.ownFields(func(ctx context.Context, o *office.Office) error { return ownfields.SaveField(ctx, o, in) })
}

// MoveOwnField puts a field before or behind the one beside it.
func (x *SettingsService) MoveOwnField(in ownfields.OwnMoveInput) (own.OwnFieldsView, error) {
	return x.ownFields(func(ctx context.Context, o *office.Office) error { return ownfields.MoveField(ctx, o, in) })
}

// RemoveOwnField takes a retired field away with its values.
func (x *SettingsService) RemoveOwnField(in ownfields.OwnRemoveInput) (own.OwnFieldsView, error) {
	return x.ownFields(func(ctx context.Context, o *office.Office) error { return ownfields.RemoveField(ctx, o, in) })
}

func (x *SettingsService) ownFields(do func(context.Context, *office.Office) error) (own.OwnFieldsView, error) {
	return run(x.s, func(ctx context.Context, o *office.Office) (own.OwnFieldsView, error) {
		if err := do(ctx, o); err != nil {
			return own.OwnFieldsView{}, err
		}
		defined, err := ownfields.List(ctx, o, true)
		return own.NewOwnFieldsView(defined), err
	})
}

func (x *SettingsService) view(ctx context.Context, o *office.Office) (page.SettingsView, error) {
	got, err := setup.Settings(ctx, o)
	if err != nil {
		return page.SettingsView{}, err
	}
	v := page.SettingsView{
		Letterhead: page.LetterheadInput{Letterhead: got.Letterhead, Version: got.Letterhead.Version}, Staff: []page.StaffView{}, Folder: x.s.folder, Version: x.s.start.Version,
		Price: page.PriceInput{
			ICP: got.Price.ICP.String(), Police: got.Price.Police.String(), TermDays: got.Price.TermDays,
			Split: got.Price.Split, TaxRate: got.Price.TaxRate, Version: got.Price.Version,
		},
	}
	for _, m := range got.Staff {
		v.Staff = append(v.Staff, page.StaffView{ID: string(m.ID), Name: m.Name, Active: m.Active, Current: m.ID == got.Current, Version: m.Version})
	}
	return v, nil
}

// amount reads decimal text into fen and names the field when it can't.
func amount(field, text string) (money.Fen, error) {
	f, err := money.Parse(strings.TrimSpace(text))
	if err != nil {
		return 0, errs.AtField(field, "%s", err.Error())
	}
	return f, nil
}

// Robot reads the robot of the agency's group.
func (x *SettingsService) Robot(page.Empty) (telling.RobotView, error) { return run(x.s, robotView) }

func robotView(ctx context.Context, o *office.Office) (telling.RobotView, error) {
	r, err := morning.Get(ctx, o)
	if err != nil {
		return telling.RobotView{}, err
	}
	list, err := morning.List(ctx, o)
	return telling.NewRobotView(r, list), err
}

// SaveRobot sets the robot.
func (x *SettingsService) SaveRobot(in morning.RobotInput) (telling.RobotView, error) {
	return run(x.s, func(ctx context.Context, o *office.Office) (telling.RobotView, error) {
		if _, err := morning.Save(ctx, o, in); err != nil {
			return telling.RobotView{}, err
		}
		return robotView(ctx, o)
	})
}

// TryRobot sends the list of now, as it was shown. The desk is not held meanwhile; locking it stops
// the sending. Errors: Blocked without a robot, on a desk that is read-only, and while another try
// is under way; Conflict where the list has changed since; those of the sending.
func (x *SettingsService) TryRobot(in telling.TryInput) (v telling.RobotView, err error) {
	defer guard(&err)
	if err := x.s.tryRobot(in.Text); err != nil {
		return v, err
	}
	return x.Robot(page.Empty{})
}

func (s *Session) tryRobot(text string) error {
	o, readOnly, err := s.aside()
	if err != nil {
		return err
	}
	ctx, done, ok := s.trying.Begin()
	if !ok {
		return errs.New(errs.Blocked, "正在试发，等它发完再来")
	}
	defer done()
	r, err := morning.Get(ctx, o)
	if err != nil {
		return err
	}
	list, err := morning.List(ctx, o)
	switch {
	case err != nil:
		return err
	case readOnly:
		return errs.New(errs.Blocked, "资料夹现在只能看，记不下发过什么，不能试发")
	case r.URL == "":
		return errs.New(errs.Blocked, "还没有机器人的地址，先填上并保存")
	case list.Text != text:
		return errs.New(errs.Conflict, "清单刚变了，看过新的再发")
	}
	list.Key, list.What = "", "试发的清单" // it is no claim of the day's
	return s.tell(ctx, o, r, list)
}

// tell sends a message and writes down what came of it. Makers compare the moment of a signature
// with their own clocks, so it is the machine's and not the desk's. A sending that was stopped is
// written down all the same.
func (s *Session) tell(ctx context.Context, o *office.Office, r morning.Robot, m morning.Message) error {
	failed := s.robot.Send(ctx, r.Target(), m.Text, time.Now)
	if err := morning.Told(context.WithoutCancel(ctx), o, r, m, failed); err != nil && failed == nil {
		return err
	}
	return failed
}

// tellLook is how often the window looks whether the group is to be told something.
const tellLook = time.Minute

// tellGroup tells the agency's group what is due, while the desk is open.
func (s *Session) tellGroup(ctx context.Context) {
	tick := time.NewTicker(tellLook)
	defer tick.Stop()
	for {
		if err := s.tellDue(ctx); errs.CodeOf(err) == errs.Internal && ctx.Err() == nil {
			s.note(fmt.Errorf("telling the group: %w", err))
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// tellDue tells what is due now. What could not be sent stands in the journal.
func (s *Session) tellDue(ctx context.Context) (err error) {
	defer guard(&err)
	o, readOnly, err := s.aside()
	if err != nil || readOnly || ctx.Err() != nil {
		return nil // it was locked, or may not remember what it told
	}
	r, err := morning.Get(ctx, o)
	if err != nil {
		return err
	}
	due, err := morning.Claim(ctx, o, r)
	if err != nil {
		return err
	}
	for _, m := range due {
		err = errors.Join(err, s.tell(ctx, o, r, m))
	}
	return err
}
