package setup_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/store"
)

func TestANewDeskAsksThePublishedPriceAndHasNoLetterhead(t *testing.T) {
	d := desktest.New(t, "2026-11-23 09:12")
	v, err := setup.Settings(context.Background(), d.Office)
	if err != nil {
		t.Fatal(err)
	}
	want := setup.Price{ICP: 60000, Police: 60000, TermDays: 14, TaxRate: 600}
	if v.Price != want || v.Letterhead != (setup.Letterhead{}) || len(v.Staff) != 1 || v.Current != v.Staff[0].ID {
		t.Errorf("%+v", v)
	}
}

func TestThePriceIsKeptUnderItsVersion(t *testing.T) {
	ctx := context.Background()
	d := desktest.New(t, "2026-11-23 09:12")
	in := setup.Price{ICP: 80000, Police: 50000, TermDays: 30, Split: true, TaxRate: 100}
	saved, err := setup.SavePrice(ctx, d.Office, in)
	if err != nil || saved.Version != 1 {
		t.Fatalf("%+v, %v", saved, err)
	}
	if _, err := setup.SavePrice(ctx, d.Office, in); errs.CodeOf(err) != errs.Conflict {
		t.Errorf("a stale price was saved: %v", err)
	}
	v, err := setup.Settings(ctx, d.Office)
	if err != nil || v.Price != saved {
		t.Errorf("%+v, %v", v.Price, err)
	}
	_, err = setup.SavePrice(ctx, d.Office, setup.Price{TaxRate: 3000, Version: 1})
	fields := []string{}
	for _, p := range office.ProblemsOf(err) {
		fields = append(fields, p.Field)
	}
	if !slices.Equal(fields, []string{"icp", "police", "termDays", "taxRate"}) {
		t.Errorf("fields %v", fields)
	}
}

func TestWhatFirstRunPutOffIsMissingUntilItIsSaved(t *testing.T) {
	ctx := context.Background()
	d := desktest.New(t, "2026-11-23 09:12")
	missing := func() string {
		list, err := setup.WhatIsMissing(ctx, d.Office)
		if err != nil {
			t.Fatal(err)
		}
		parts := []string{}
		for _, m := range list {
			parts = append(parts, m.Part)
		}
		return strings.Join(parts, " ")
	}
	v, err := setup.Settings(ctx, d.Office)
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		save func() error
		left string
	}{
		{func() error { return nil }, "letterhead price"},
		{func() error { _, err := setup.SavePrice(ctx, d.Office, v.Price); return err }, "letterhead"},
		{func() error {
			_, err := setup.SaveLetterhead(ctx, d.Office, setup.Letterhead{Name: "兰州青桐信息服务有限公司"})
			return err
		}, ""},
	} {
		if err := step.save(); err != nil {
			t.Fatal(err)
		}
		if got := missing(); got != step.left {
			t.Errorf("%q is missing, want %q", got, step.left)
		}
	}
}

func TestTheLetterheadIsJudgedAndKept(t *testing.T) {
	ctx := context.Background()
	d := desktest.New(t, "2026-11-23 09:12")
	_, err := setup.SaveLetterhead(ctx, d.Office, setup.Letterhead{Code: "123", Email: "x"})
	fields := []string{}
	for _, p := range office.ProblemsOf(err) {
		fields = append(fields, p.Field)
	}
	if !slices.Equal(fields, []string{"name", "code", "email"}) {
		t.Errorf("fields %v (%v)", fields, err)
	}
	saved, err := setup.SaveLetterhead(ctx, d.Office, setup.Letterhead{
		Name: " 杭州青禾软件有限公司 ", Code: "91330106ma2kq7t8xj", Phone: "0571-88880101", Email: "a@example.com", BankAcct: "6222000011112222",
	})
	if err != nil || saved.Name != "杭州青禾软件有限公司" || saved.Code != "91330106MA2KQ7T8XJ" {
		t.Fatalf("%+v, %v", saved, err)
	}
	v, err := setup.Settings(ctx, d.Office)
	if err != nil || v.Letterhead != saved {
		t.Errorf("%+v, %v", v.Letterhead, err)
	}
}

func TestSomebodyActiveIsAlwaysLeft(t *testing.T) {
	ctx := context.Background()
	d := desktest.New(t, "2026-11-23 09:12")
	staff := func() []store.Staff {
		v, err := setup.Settings(ctx, d.Office)
		if err != nil {
			t.Fatal(err)
		}
		return v.Staff
	}
	first := staff()[0]
	rest := first
	rest.Active = false
	if _, err := setup.SaveStaff(ctx, d.Office, rest); errs.CodeOf(err) != errs.Blocked {
		t.Errorf("the only one was let go: %v", err)
	}
	for name, want := range map[string]bool{"": false, "周敏": false, strings.Repeat("长", 21): false, "林晓": true} {
		if _, err := setup.AddStaff(ctx, d.Office, name); (err == nil) != want {
			t.Errorf("%q: %v", name, err)
		}
	}
	if _, err := setup.SaveStaff(ctx, d.Office, rest); errs.CodeOf(err) != errs.Blocked {
		t.Errorf("who acts was let go: %v", err)
	}
	second := staff()[1]
	second.Active = false
	saved, err := setup.SaveStaff(ctx, d.Office, second)
	if err != nil || saved.Version != 2 {
		t.Fatalf("%+v, %v", saved, err)
	}
	if _, err := setup.SaveStaff(ctx, d.Office, second); errs.CodeOf(err) != errs.Conflict {
		t.Errorf("a stale one was saved: %v", err)
	}
	if err := d.SetStaff(ctx, second.ID); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("somebody at rest acts: %v", err)
	}
	if _, err := setup.FirstStaff(ctx, d.Office, "又一个"); errs.CodeOf(err) != errs.Exists {
		t.Errorf("a second first: %v", err)
	}
}

func TestTheSubAccountSheetHoldsTheFivePolicies(t *testing.T) {
	s := setup.AccountFor("first", "")
	names := []string{}
	for _, p := range s.Policies {
		names = append(names, p.Name)
		if p.Use == "" || p.Grants == "" {
			t.Errorf("%+v", p)
		}
	}
	want := []string{"QcloudBAFullAccess", "QcloudCVMInnerReadOnlyAccess", "QcloudLighthouseReadOnlyAccess", "QcloudSLSReadOnlyAccess", "QcloudCLBReadOnlyAccess"}
	if !slices.Equal(names, want) {
		t.Errorf("policies %v", names)
	}
	message := s.Message()
	for _, part := range append(want, "https://console.cloud.tencent.com/cam/user/create?systemType=FastCreateV2", "AdministratorAccess", "beian-desk", "协作者") {
		if !strings.Contains(message, part) {
			t.Errorf("the message does not say %s", part)
		}
	}
	if strings.ContainsAny(message, "{}") != strings.Contains(s.DenyPolicy(), "{") || strings.Contains(strings.Join(s.Steps, ""), "{") {
		t.Error("a placeholder is left")
	}
	if _, err := cal.ParseDay(s.Checked); err != nil || s.Source == "" {
		t.Errorf("source %q, checked %q", s.Source, s.Checked)
	}
	if custom := setup.AccountFor("first", "beian-qh"); !strings.Contains(strings.Join(custom.Steps, ""), "beian-qh") {
		t.Error("the client's own user name is not in the steps")
	}
}

func TestTheDenyPolicyLeavesWhatTheCaseTypeNeeds(t *testing.T) {
	const cancel, change, transfer = "ba:CreateCancelIcpOrder", "ba:CreateChangeIcpOrder", "ba:OperateTransferRecord"
	for kind, want := range map[string]map[string]bool{
		"first":  {cancel: true, change: true, transfer: true},
		"change": {cancel: true, change: false, transfer: true},
		"cancel": {cancel: false, change: true, transfer: true},
	} {
		var policy struct {
			Version   string
			Statement []struct {
				Effect   string
				Action   []string
				Resource []string
			}
		}
		if err := json.Unmarshal([]byte(setup.AccountFor(kind, "").DenyPolicy()), &policy); err != nil {
			t.Fatal(err)
		}
		s := policy.Statement[0]
		if policy.Version != "2.0" || s.Effect != "deny" || !slices.Equal(s.Resource, []string{"*"}) {
			t.Errorf("%+v", policy)
		}
		for action, denied := range want {
			if slices.Contains(s.Action, action) != denied {
				t.Errorf("%s: %s denied: %v", kind, action, !denied)
			}
		}
	}
}
