package filing

import (
	"slices"
	"strings"

	"beiandesk/internal/cases"
	"beiandesk/internal/identity"
	"beiandesk/internal/office/people"
	"beiandesk/internal/workflow"
)

// readForms reads what the portals' forms ask of a site.
func readForms(r *people.Reader, prefix string, in SiteInput, s *cases.Site, kind workflow.Type) {
	s.Contents = readChoices(r, prefix+"contents", cases.Contents, in.Contents...)
	s.Languages = readChoices(r, prefix+"languages", cases.Languages, in.Languages...)
	s.Approvals = readChoices(r, prefix+"approvals", cases.Approvals, in.Approvals...)
	s.Permits = readPermits(r, prefix+"permits", in.Permits, s.Approvals)
	s.Services = readChoices(r, prefix+"services", cases.Services, in.Services...)
	s.Hazard = strings.Join(readChoices(r, prefix+"hazard", cases.Hazards, in.Hazard), "")
	s.Remark = readRemark(r, prefix+"remark", kind.Named("备注"), in.Remark)
	s.Details = readDetails(r, prefix+"details", in.Details, s.Details)
	s.Access = readProvider(r, prefix+"access.", in.Access)
	s.Registrar = readRegistrar(r, prefix+"registrar.", in.Registrar)
}

// readRegistrar writes a registrar that the list knows as the forms ask for it, unless more
// was said of it than the list would say.
func readRegistrar(r *people.Reader, prefix string, in ProviderInput) cases.Provider {
	p := readProvider(r, prefix, in)
	known, ok := cases.RegistrarNamed(p.Name)
	whole := known.Provider()
	if !ok || p.Where != "" && p.Where != whole.Where || p.Region != "" && p.Region != whole.Region {
		return p
	}
	if slices.Contains(known.Names, p.Name) {
		whole.Name = p.Name
	}
	if whole != p {
		r.Noted(prefix+"name", "域名注册服务商", "已写成 "+whole.Words())
	}
	return whole
}

func readChoices(r *people.Reader, field, list string, chosen ...string) []string {
	codes, fault := cases.ListOf(list).Read(chosen)
	if fault != "" {
		r.At(field, "%s", fault)
	}
	return codes
}

// readPermits reads the numbers of the papers of approvals, by code or label; each belongs to
// an approval that was chosen.
func readPermits(r *people.Reader, field string, in cases.Permits, approvals []string) cases.Permits {
	list := cases.ListOf(cases.Approvals)
	kept := cases.Permits{}
	for _, o := range list.Options {
		for _, key := range []string{o.Code, o.Label} {
			if text := in[key]; strings.TrimSpace(text) != "" {
				kept[o.Code] = r.Text(field+"."+o.Code, cases.PermitLabel(o.Code), text)
			}
		}
	}
	for key := range in {
		if _, fault := list.Read([]string{key}); fault != "" {
			r.At(field, "%s", fault)
		}
	}
	if code := kept.Unpaired(approvals); code != "" {
		r.At(field+"."+code, "前置审批类型里没有选“%s”，请先选上，或去掉这个前置审批号", list.Words(code))
	}
	if len(kept) == 0 {
		return nil
	}
	return kept
}

// readDetails reads what a case type asks of a site beside the common forms, over what is
// stored: a line that comes as it is covered was not touched.
func readDetails(r *people.Reader, field string, in, stored cases.Details) cases.Details {
	var kept cases.Details
	for code, text := range in {
		f, known := cases.DetailField(code)
		if !known {
			r.At(field+"."+code, "没有“%s”这一项", code)
			continue
		}
		text, covered := f.Uncover(text, stored[code])
		value, fault := f.Read(text)
		if covered {
			fault = "有一行只改了一部分，其余还遮着：请整行重写，没变的行照原样留着"
		}
		if fault != "" {
			r.At(field+"."+code, "%s", fault)
		}
		if value == "" {
			continue
		}
		if kept == nil {
			kept = cases.Details{}
		}
		kept[code] = value
	}
	return kept
}

// readRemark reads a remark of the forms; label names it in a warning.
func readRemark(r *people.Reader, field, label, text string) string {
	kept, fault, doubt := cases.Remark(r.Text(field, label, text))
	if fault != "" {
		r.At(field, "%s", fault)
	}
	if doubt != "" {
		r.Warnings = append(r.Warnings, label+"："+doubt)
	}
	return kept
}

func readProvider(r *people.Reader, prefix string, in ProviderInput) cases.Provider {
	p := cases.Provider{
		Where:  strings.Join(readChoices(r, prefix+"where", cases.Places, in.Where), ""),
		Region: strings.TrimSpace(in.Region), Name: r.Text(prefix+"name", "服务商名称", in.Name),
	}
	if found, ok := identity.ProvinceByName(p.Region); ok {
		p.Region = found.Code
	}
	if field, message := p.Fault(); field != "" && field != "where" { // that was told already
		r.At(prefix+field, "%s", message)
	}
	return p
}
