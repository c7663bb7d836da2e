package filing_test

import (
	"testing"

	"beiandesk/internal/cases"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/filing"
)

func TestASitesServerIsReadWithWhoBoughtItAndForHowLong(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*filing.SiteInput)
		field  string // at which it is refused, "" when it is taken
		want   cases.Site
	}{
		"by codes": {func(s *filing.SiteInput) {
			s.ServerKind, s.ServerOwner, s.ServerMonths, s.ServerInstance = "clb", "client", " 3 ", " ins-1a "
		}, "", cases.Site{ServerKind: "clb", ServerOwner: "client", ServerMonths: 3, ServerInstance: "ins-1a"}},
		"by its words":          {func(s *filing.SiteInput) { s.ServerOwner = "别的账号" }, "", cases.Site{ServerOwner: "other"}},
		"nothing known":         {func(*filing.SiteInput) {}, "", cases.Site{}},
		"another cloud's kind":  {func(s *filing.SiteInput) { s.ServerKind = "ecs" }, "sites.0.serverKind", cases.Site{}},
		"somebody unheard of":   {func(s *filing.SiteInput) { s.ServerOwner = "渠道" }, "sites.0.serverOwner", cases.Site{}},
		"a year instead of one": {func(s *filing.SiteInput) { s.ServerMonths = "一年" }, "sites.0.serverMonths", cases.Site{}},
		"no month at all":       {func(s *filing.SiteInput) { s.ServerMonths = "0" }, "sites.0.serverMonths", cases.Site{}},
		"for ever":              {func(s *filing.SiteInput) { s.ServerMonths = "241" }, "sites.0.serverMonths", cases.Site{}},
	} {
		t.Run(name, func(t *testing.T) {
			f := desktest.NewFixture(t, "2026-09-14 10:00")
			in := desktest.Little("青禾", "qinghe.example")
			c.change(&in.Sites[0])
			if c.field != "" {
				_, err := filing.Open(t.Context(), f.Office, in)
				problems := office.ProblemsOf(err)
				if errs.CodeOf(err) != errs.Invalid || len(problems) != 1 || problems[0].Field != c.field {
					t.Errorf("%v", problems)
				}
				return
			}
			got := f.Show(f.OpenCase(in)).Sites[0].Site
			now := cases.Site{ServerKind: got.ServerKind, ServerOwner: got.ServerOwner, ServerMonths: got.ServerMonths, ServerInstance: got.ServerInstance}
			if now.ServerKind != c.want.ServerKind || now.ServerOwner != c.want.ServerOwner || now.ServerMonths != c.want.ServerMonths || now.ServerInstance != c.want.ServerInstance {
				t.Errorf("kept %+v", now)
			}
		})
	}
}
