package app

import (
	"context"
	"path/filepath"
	"strings"
	"time"

	"beiandesk/app/page"
	"beiandesk/internal/demo"
	"beiandesk/internal/desk"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/present"
	"beiandesk/internal/store"
)

// state describes the desk. The caller holds the lock.
func (s *Session) state() page.DeskView {
	v := page.DeskView{
		Folder: s.folder, Version: s.start.Version, Message: s.message, Staff: []present.OptionView{}, Warnings: []string{}, Fresh: page.CreatedView{Recovery: []string{}, Ask: []int{}},
		Subjects: page.Options(people.Kinds), DocKinds: page.Options(people.DocKinds), Roles: page.Roles(), LockAfter: s.window.LockAfter(), LockChoices: lockChoices, Choices: page.Choices(), Provs: page.Provinces(),
	}
	v.Types, v.Stages = page.TypesAndStages()
	v.OwnDemo = s.inDemo()
	if s.desk != nil {
		v.State, v.Demo, v.Halfway, v.StaffID = "open", s.desk.Demo, s.desk.Halfway, string(s.desk.Staff)
		v.ReadOnly, v.Warnings = s.desk.ReadOnly, append(v.Warnings, s.desk.Warnings...)
		if unshown := s.desktop.unshownWords(); unshown != "" {
			v.Warnings = append(v.Warnings, unshown)
		}
		v.Go = s.desktop.goTo()
		v.Now, v.Recovered = s.desk.Office.Now().Format(time.RFC3339), s.recovered
		err := s.desk.Read(context.Background(), func(tx store.Tx) error {
			all, err := tx.Staff().All()
			v.ListStaff(all)
			if err != nil {
				return err
			}
			v.Unconfirmed, err = setup.RecoveryPending(tx)
			return err
		})
		if err != nil {
			v.Message = s.describe(err).Message
		}
		return v
	}
	v.State, v.Offer = "first", s.demoOffer()
	if s.folder == "" {
		return v
	}
	if s.fresh != nil { // its code is not confirmed yet, and a page that begins anew shows it again
		// Its desk is open in this process, so nothing else here may open its files: see sqlite.Writable.
		v.Demo, v.ReadOnly, v.Warnings, v.Fresh = s.fresh.desk.Demo, s.fresh.desk.ReadOnly, append(v.Warnings, s.fresh.desk.Warnings...), s.fresh.code.View()
		return v
	}
	if !filepath.IsAbs(s.folder) { // an earlier release remembered what it was told
		v.State, v.Message = "relative", "上次记下的是不完整的路径，不知道从哪里算起。请选资料夹现在的位置"
		return v
	}
	status, err := desk.Inspect(context.Background(), s.folder)
	if err != nil {
		v.State, v.Message = unreadable(errs.CodeOf(err)), s.describe(err).Message
		return v
	}
	v.Demo, v.StaffID = status.Demo, s.window.StaffOf(s.folder)
	v.ReadOnly, v.Old, v.KeysCopy, v.Warnings = status.ReadOnly, status.Old, status.KeysCopy, append(v.Warnings, status.Warnings()...)
	v.ListStaff(status.Staff)
	switch {
	case status.State == desk.Locked && status.Held:
		v.State, v.Message = "busy", "另一个窗口正开着这个文件夹，请用那个窗口，或先把它关掉"
	case status.State == desk.Locked:
		v.State = "locked"
	case status.State != desk.Empty && status.State != desk.Missing:
		v.State, v.Message = string(status.State), s.describe(status.Refusal()).Message
	case s.window.Knows(s.folder): // a desk was here: nothing new is made in its place unasked
		v.State, v.Message = string(status.State), s.describe(status.Refusal()).Message
		if status.State == desk.Empty {
			v.State, v.Message = "vanished", s.describe(gone()).Message
		}
	}
	return v
}

// inDemo says that the window's folder is its own demonstration.
func (s *Session) inDemo() bool { return s.start.Demo != "" && s.folder == s.start.Demo }

// lostDemo says that the window stands at its own demonstration, locked, and that is gone.
func (s *Session) lostDemo() bool { return s.inDemo() && s.desk == nil && !desk.IsDemo(s.folder) }

// notTheDemos refuses a desk where the demonstration lies or will: it would go when that is
// removed. Errors: Invalid at the field.
func (s *Session) notTheDemos(field, folder string) error {
	if s.start.Demo == "" {
		return nil
	}
	within, err := filepath.Rel(strings.ToLower(s.start.Demo), strings.ToLower(folder))
	if err == nil && filepath.IsLocal(within) {
		return errs.AtField(field, "这里是放演示数据的，移除演示时会一起删掉，请另选一个文件夹")
	}
	return nil
}

// demoOffer tells whether a demonstration is offered: make, again where making or removing one
// was cut off, open, or "" for none.
func (s *Session) demoOffer() string {
	switch folder := s.start.Demo; {
	case folder == "":
		return ""
	case s.ownDemo(folder) && desk.IsHalfway(folder):
		return "again"
	case s.ownDemo(folder):
		return "open"
	}
	return "make"
}

// ownDemo says that the window has made the demonstration in a folder.
func (s *Session) ownDemo(folder string) bool {
	return folder != "" && s.window.Demo() == folder && desk.IsDemo(folder)
}

// demoCases is how many cases the demonstration has: enough for every page, and made in seconds.
const demoCases = 36

// openDemo goes from a folder to the demonstration, unless the window has gone on from there.
func (s *Session) openDemo(before string) (view page.DeskView, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.desk != nil || s.fresh != nil || s.folder != before {
		return s.state(), nil
	}
	s.folder = s.start.Demo
	if err := s.unlock(desk.Secret{Passphrase: desk.DemoPassphrase}, ""); err != nil {
		s.folder = before
		return view, err
	}
	if before != s.folder {
		s.before = before
	}
	return s.state(), nil
}

// leaveDemo closes the demonstration. The caller holds the write lock.
func (s *Session) leaveDemo() {
	if s.inDemo() {
		s.leave()
		s.desktop.drop()
		s.folder, s.message = s.before, ""
	}
}

// makeDemo makes the window's demonstration where there is none; what was left of one that was
// cut off goes first.
func (s *Session) makeDemo(folder string) error {
	switch s.demoOffer() {
	case "":
		return errs.New(errs.Blocked, "这台电脑不提供演示数据")
	case "open":
		return nil
	}
	ctx, done, ok := s.demos.Begin()
	if !ok {
		return making()
	}
	defer done()
	if s.ownDemo(folder) {
		if err := s.clearDemo(folder); err != nil {
			return err
		}
	}
	s.window.SetDemo(folder)
	return demo.Make(ctx, folder, demo.Options{Cases: demoCases, Seed: 1, AsOf: time.Now(), Progress: toldLines(func(line string) { s.shell.Emit("desk:demo", line) })})
}

func making() error { return errs.New(errs.Blocked, "正在造演示数据，等它造完") }

// removable says why a folder is not deleted as the window's demonstration.
func (s *Session) removable(folder string) error {
	if !s.ownDemo(folder) {
		return errs.New(errs.Blocked, "这里没有备案台造的演示资料夹，什么也没有删")
	}
	if status, err := desk.Inspect(context.Background(), folder); err == nil && status.Held {
		return errs.New(errs.Blocked, "另一个窗口正开着演示资料夹，先关掉那个窗口再移除")
	}
	return nil
}

// clearDemo deletes the window's demonstration, and nothing else.
func (s *Session) clearDemo(folder string) error {
	if err := s.removable(folder); err != nil {
		return err
	}
	if err := desk.RemoveDemo(folder); err != nil {
		return err
	}
	s.window.SetDemo("")
	return nil
}

// toldLines hands on what is written, line by line.
type toldLines func(line string)

func (told toldLines) Write(p []byte) (int, error) {
	told(strings.TrimSpace(string(p)))
	return len(p), nil
}

// unreadable is the state of a folder that could not be looked at.
func unreadable(code errs.Code) string {
	if code == errs.Foreign || code == errs.Newer {
		return string(code)
	}
	return "unreadable"
}

// gone is what to say of an empty folder that had a desk.
func gone() error {
	return errs.New(errs.Blocked, "上次这里有一个备案台，现在这个文件夹是空的：磁盘可能没有接上，或者数据被移走了。接好后重试，或选数据现在的位置；确实不要了，先忘掉这个位置再新建")
}

// vanished refuses to make a desk where the window remembers one and none can be seen.
func (s *Session) vanished(folder string) error {
	if !s.window.Knows(folder) {
		return nil
	}
	status, err := desk.Inspect(context.Background(), folder)
	if err == nil && (status.State == desk.Empty || status.State == desk.Missing) {
		err = gone()
	}
	return err
}

// absolute takes a typed folder, which has to be whole: nobody knows a window's own.
func absolute(folder string) (string, error) {
	folder = strings.TrimSpace(folder)
	if folder == "" {
		return "", errs.AtField("folder", "请选择资料夹")
	}
	if !filepath.IsAbs(folder) {
		return "", errs.AtField("folder", "请写完整的路径，如 D:\\备案台数据 或 /home/名字/备案台，或按“选文件夹”")
	}
	return filepath.Clean(folder), nil
}

// wholePath takes a typed path, which has to be whole: nobody knows a window's own. what
// names it. Errors: Invalid at the field.
func wholePath(field, typed, what string) (string, error) {
	path := strings.TrimSpace(typed)
	if path == "" {
		return "", errs.AtField(field, "请选择%s", what)
	}
	if !filepath.IsAbs(path) {
		return "", errs.AtField(field, "%s要写完整的路径，或按“选文件夹”", what)
	}
	return filepath.Clean(path), nil
}
