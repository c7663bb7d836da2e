package cli

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"beiandesk/internal/desk"
	"beiandesk/internal/errs"
	"beiandesk/internal/identity"
	"beiandesk/internal/office"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/present"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

//go:embed data/example.json
var example []byte

// caseFile is a case description as a file holds it.
type caseFile struct {
	ClientID ref.ClientID `json:"client_id"` // of a client that is there already; else client
	Client   struct {
		Name        string `json:"name"`
		Kind        string `json:"kind"`
		CreditCode  string `json:"credit_code"`
		Address     string `json:"address"`
		Postcode    string `json:"postcode"`
		OfficePhone string `json:"office_phone"`
		FapiaoTitle string `json:"fapiao_title"`
		FapiaoTaxNo string `json:"fapiao_tax_no"`
		Note        string `json:"note"`
	} `json:"client"`
	Lead struct {
		Name       string `json:"name"`
		DocKind    string `json:"doc_kind"`
		DocNumber  string `json:"doc_number"`
		DocUntil   string `json:"doc_until"`
		DocAddress string `json:"doc_address"`
		Living     string `json:"living"`
		Mobile     string `json:"mobile"`
		Emergency  string `json:"emergency"`
		Email      string `json:"email"`
		LegalRep   bool   `json:"legal_rep"` // the lead is the 法定代表人, too
	} `json:"lead"`
	Case struct {
		Type      string            `json:"type"`
		Province  string            `json:"province"` // name or two-digit code
		Phases    []string          `json:"phases"`   // icp, police
		Owner     string            `json:"owner"`    // name of a 经办; "" is who acts
		Lookup    string            `json:"lookup"`
		LookupDay string            `json:"lookup_day"`
		SignedAt  string            `json:"signed_at"`
		Values    map[string]string `json:"values"` // of the action signing.sign
	} `json:"case"`
	Sites []struct {
		Name        string `json:"name"`
		Domain      string `json:"domain"`
		Interactive bool   `json:"interactive"`
		ServerKind  string `json:"server_kind"`
		ServerIP    string `json:"server_ip"`
		ServerUntil string `json:"server_until"` // a day, as the three below
		DomainUntil string `json:"domain_until"`
		ProofUntil  string `json:"proof_until"` // 域名实名证明
		GrantUntil  string `json:"grant_until"` // 授权书 or 备案授权码
	} `json:"sites"`
}

func (p *program) caseNewCommand() *cobra.Command {
	var file string
	var printExample, agree, newClient, asJSON bool
	cmd := &cobra.Command{
		Use: "new --file CASE.json", Short: "按文件开立案件，输出案件编号", Args: between(0, 0),
		Example: "  beiandesk case new --example > case.json\n  beiandesk --data DIR case new --file case.json",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if printExample {
				return p.print(strings.TrimRight(string(example), "\n"))
			}
			if err := need(cmd, "file"); err != nil {
				return err
			}
			c, err := p.readCase(file)
			if err != nil {
				return err
			}
			return p.with(cmd.Context(), func(d *desk.Desk) error {
				in, err := c.input(cmd.Context(), d)
				if err != nil {
					return err
				}
				in.Agree, in.Same = agree, filing.SameUse
				if newClient {
					in.Same = filing.SameNew
				}
				return p.caseNew(cmd.Context(), d, in, asJSON)
			})
		},
	}
	cmd.Flags().StringVar(&file, "file", "", "案件文件，- 是标准输入")
	cmd.Flags().BoolVar(&printExample, "example", false, "输出一份例子")
	cmd.Flags().BoolVar(&agree, "agree", false, "有要确认的事也照样开立")
	cmd.Flags().BoolVar(&newClient, "new-client", false, "客户已在资料夹里也另立一个")
	cmd.Flags().BoolVar(&asJSON, "json", false, "输出编号和提醒的 JSON")
	return cmd
}

func (p *program) caseNew(ctx context.Context, d *desk.Desk, in filing.OpenInput, asJSON bool) error {
	opened, err := filing.Open(ctx, d.Office, in)
	if err != nil {
		return allProblems(err)
	}
	if len(opened.Same) > 0 {
		return unsure(opened.Same)
	}
	if opened.Confirm {
		return errs.New(errs.Blocked, "没有开立，请先确认：%s。确认无误请加 --agree", strings.Join(opened.Warnings, "；"))
	}
	if opened.Used != nil {
		opened.Warnings = append(usedLines(*opened.Used), opened.Warnings...)
	}
	for _, w := range opened.Warnings {
		p.warn(w)
	}
	for _, m := range opened.Mended {
		p.warn(inFile(m.Field) + "：" + m.Note)
	}
	if asJSON {
		return p.json(struct {
			Number   string          `json:"number"`
			Warnings []string        `json:"warnings"`
			Mended   []people.Mended `json:"mended"`
		}{opened.Number, present.List(opened.Warnings), opened.Mended})
	}
	return p.print(opened.Number)
}

// readCase reads a case description. A word that is misspelt is refused: what stands
// behind it would be lost without a sound.
func (p *program) readCase(file string) (caseFile, error) {
	var c caseFile
	content, err := p.readText(file)
	if err != nil {
		return c, err
	}
	content = bytes.TrimPrefix(content, []byte("\xef\xbb\xbf")) // the mark that Windows' editors put first
	dec := json.NewDecoder(bytes.NewReader(content))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&c); err != nil {
		return c, badCase(err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return c, errs.New(errs.Invalid, "案件文件里多出了内容，一个文件只写一个案件")
	}
	return c, nil
}

func badCase(err error) error {
	var kind *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &kind):
		return errs.Wrap(errs.Invalid, err, "案件文件里 %s 的值类型不对，写法见 case new --example", kind.Field)
	case errors.As(err, &syntax):
		return errs.Wrap(errs.Invalid, err, "案件文件不是正确的 JSON（第 %d 个字节附近），写法见 case new --example", syntax.Offset)
	}
	if _, name, ok := strings.Cut(err.Error(), "unknown field "); ok {
		return errs.Wrap(errs.Invalid, err, "案件文件里没有 %s 这一项，写法见 case new --example", strings.Trim(name, `"`))
	}
	return errs.Wrap(errs.Invalid, err, "案件文件不完整，写法见 case new --example")
}

func (p *program) readText(file string) ([]byte, error) {
	if file == "-" {
		content, err := io.ReadAll(io.LimitReader(p.in, 1<<20))
		if err != nil {
			return nil, errs.Wrap(errs.Invalid, err, "标准输入读不出来，请重试")
		}
		return content, nil
	}
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, errs.Wrap(errs.Invalid, err, "案件文件打不开，请检查 --file 的路径和权限")
	}
	return content, nil
}

func (c caseFile) input(ctx context.Context, d *desk.Desk) (filing.OpenInput, error) {
	in := filing.OpenInput{
		ClientID: c.ClientID,
		Client: people.ClientInput{
			Name: c.Client.Name, Kind: c.Client.Kind, CreditCode: c.Client.CreditCode, Address: c.Client.Address, Postcode: c.Client.Postcode,
			OfficePhone: c.Client.OfficePhone, FapiaoTitle: c.Client.FapiaoTitle, FapiaoTaxNo: c.Client.FapiaoTaxNo, Note: c.Client.Note,
		},
		Lead: people.PersonInput{
			Name: c.Lead.Name, DocKind: c.Lead.DocKind, DocNumber: c.Lead.DocNumber, DocUntil: c.Lead.DocUntil, DocAddress: c.Lead.DocAddress,
			Living: c.Lead.Living, Mobile: c.Lead.Mobile, Emergency: c.Lead.Emergency, Email: c.Lead.Email,
		},
		LegalRep: c.Lead.LegalRep, Type: c.Case.Type, Province: c.Case.Province, Lookup: c.Case.Lookup, LookupDay: c.Case.LookupDay,
		SignedAt: c.Case.SignedAt, Values: c.Case.Values,
	}
	if province, ok := identity.ProvinceByName(c.Case.Province); ok {
		in.Province = province.Code
	}
	for _, phase := range c.Case.Phases {
		switch workflow.Phase(phase) {
		case workflow.PhaseICP:
			in.ICP = true
		case workflow.PhasePolice:
			in.Police = true
		default:
			return in, errs.AtField("case.phases", "阶段只能写 icp、police")
		}
	}
	for _, s := range c.Sites {
		in.Sites = append(in.Sites, filing.SiteInput{
			Name: s.Name, Domain: s.Domain, Interactive: s.Interactive, ServerKind: s.ServerKind, ServerIP: s.ServerIP, ServerUntil: s.ServerUntil,
			DomainUntil: s.DomainUntil, ProofUntil: s.ProofUntil, GrantUntil: s.GrantUntil,
		})
	}
	if c.Case.Owner == "" {
		return in, nil
	}
	var err error
	in.OwnerID, err = staffID(ctx, d, c.Case.Owner)
	return in, err
}

func staffID(ctx context.Context, d *desk.Desk, name string) (ref.StaffID, error) {
	var all []store.Staff
	err := d.Read(ctx, func(tx store.Tx) error {
		var err error
		all, err = tx.Staff().All()
		return err
	})
	if err != nil {
		return "", err
	}
	i := slices.IndexFunc(all, func(s store.Staff) bool { return s.Name == name })
	if i < 0 {
		return "", errs.AtField("case.owner", "没有这位经办，请核对姓名")
	}
	return all[i].ID, nil
}

// allProblems tells every wrong field in one line.
func allProblems(err error) error {
	list := office.ProblemsOf(err)
	if len(list) < 2 {
		return err
	}
	lines := make([]string, len(list))
	for i, e := range list {
		lines[i] = inFile(e.Field) + "：" + e.Message
	}
	return errs.Wrap(errs.Invalid, err, "有 %d 处要改：%s", len(list), strings.Join(lines, "；"))
}

// wrote says where a file went.
func wrote(path string) string { return fmt.Sprintf("已写到 %s", path) }
