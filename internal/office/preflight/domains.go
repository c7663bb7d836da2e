package preflight

import (
	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/rules"
)

// realName tells since when a site's domain has its real name, for the rule of its
// registrar alone: the cloud counts days for its own domains, working days for others.
// Where the registrar is not known the domain is judged as one of another.
func realName(d *casefile.File, s cases.Site, add func(string, rules.Fact), today cal.Day) {
	of := d.DomainOf(s)
	since := rules.Fact{}
	if of.Verified != nil {
		since = rules.Fact{Value: of.Verified.String(), Shown: "实名于 " + cal.FormatDay(*of.Verified, today)}
		if !of.Known {
			since.Shown += "，注册商没填"
		}
	}
	if of.Cloud {
		add("site.verified-cloud", since)
		add("site.verified-elsewhere", rules.Fact{Value: rules.NotAsked, Shown: "在腾讯云注册，按自然日算"})
		return
	}
	add("site.verified-cloud", rules.Fact{Value: rules.NotAsked, Shown: "不在腾讯云注册，按工作日算"})
	add("site.verified-elsewhere", since)
}
