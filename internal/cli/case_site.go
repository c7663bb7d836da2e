package cli

import (
	"context"

	"github.com/spf13/cobra"

	"beiandesk/internal/cases"
	"beiandesk/internal/cli/shapes"
	"beiandesk/internal/cli/words"
	"beiandesk/internal/desk"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/views"
	"beiandesk/internal/workflow"
)

func (p *program) caseSiteCommand() *cobra.Command {
	var number, site, file string
	cmd := &cobra.Command{
		Use: "site --case NO", Short: "输出一个网站（或 APP）的资料；写了 --file 就照文件修改", Args: words.Unknown,
		Long: "输出一个网站的资料（JSON）。写了 --file 就照文件修改，文件里没写的项不变，改完输出改后的资料。可选的项写代码或中文都行，全部选项见 docs/codes.md；lead、security、opinion 写客户人员的姓名。",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := words.Need(cmd, "case"); err != nil {
				return err
			}
			return p.with(cmd.Context(), func(d *desk.Desk) error { return p.caseSite(cmd.Context(), d, number, site, file) })
		},
	}
	cmd.Flags().StringVar(&number, "case", "", "案件编号，例如 BA2026-0386")
	cmd.Flags().StringVar(&site, "site", "", "网站（或 APP）的序号、域名或名称，案件只有一个时可以不写")
	cmd.Flags().StringVar(&file, "file", "", "要改的资料，- 是标准输入")
	cmd.AddCommand(p.caseSiteAddCommand(), p.caseSiteDropCommand())
	return cmd
}

func (p *program) caseSite(ctx context.Context, d *desk.Desk, number, site, file string) error {
	id, v, err := p.caseOf(ctx, d, number)
	if err != nil {
		return err
	}
	at, err := oneSite(v, site)
	if err != nil {
		return err
	}
	before := shapes.SiteNow(v, at)
	if file == "" {
		return p.json(before)
	}
	now := before
	if err := p.readJSON(file, v.CaseType.Word("{files}文件"), "case site", &now); err != nil {
		return err
	}
	posts, err := shapes.Named(v, before, now)
	if err != nil {
		return err
	}
	in := now.Input()
	in.ID, in.Version = at.ID, at.Version
	saved, err := filing.SaveSite(ctx, d.Office, filing.SaveSiteInput{CaseID: id, Site: in})
	if err != nil {
		return allProblems(err)
	}
	for _, lead := range posts {
		lead.CaseID, lead.SiteID = id, at.ID
		if err := filing.SetLead(ctx, d.Office, lead); err != nil {
			return err
		}
	}
	for _, m := range saved.Mended {
		saved.Warnings = append(saved.Warnings, shapes.InFile("sites."+m.Field)+"："+m.Note)
	}
	for _, w := range saved.Warnings {
		p.warn(w)
	}
	if v, err = views.Show(ctx, d.Office, id); err != nil {
		return err
	}
	for _, s := range v.Sites {
		if s.ID == at.ID {
			at = s.Site
		}
	}
	return p.json(shapes.SiteNow(v, at))
}

// oneSite is the site that was meant: the only one where none was named.
func oneSite(v views.CasePage, text string) (cases.Site, error) {
	id, err := shapes.SiteID(v, text)
	if err != nil {
		return cases.Site{}, err
	}
	for _, s := range v.Sites {
		if s.ID == id || id == "" && len(v.Sites) == 1 {
			return s.Site, nil
		}
	}
	return cases.Site{}, words.Usage(v.CaseType.Word("案件有 %d 个{files}，请用 --site 写明是哪一个"), len(v.Sites))
}

func (p *program) caseSiteAddCommand() *cobra.Command {
	f := doFlags{action: workflow.ActionAddSite}
	var site shapes.SiteFile
	var file, newDomain string
	cmd := &cobra.Command{
		Use: "add --case NO", Short: "给在办的案件加一个网站（或 APP）", Args: words.Between(0, 0),
		Long: "给在办的案件加一个网站。资料写在 --file 里（与 case site 输出的一样），或者只写 --domain 和 --name。" +
			"订单在腾讯云、管局手里时不能加，会说明怎么办。case do --action case.undo 可以撤销。",
		Example: "  beiandesk --data DIR case site add --case BA2026-0001 --domain mall.example --name 青禾商城 --new-domain no",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := words.Need(cmd, "case"); err != nil {
				return err
			}
			if file != "" {
				if err := p.readJSON(file, "资料文件", "case site", &site); err != nil {
					return err
				}
			}
			return p.with(cmd.Context(), func(d *desk.Desk) error { return p.caseSiteAdd(cmd.Context(), d, f, site, newDomain) })
		},
	}
	cmd.Flags().StringVar(&f.number, "case", "", "案件编号，例如 BA2026-0386")
	cmd.Flags().StringVar(&file, "file", "", "网站（或 APP）的资料，- 是标准输入")
	cmd.Flags().StringVar(&site.Domain, "domain", "", "域名")
	cmd.Flags().StringVar(&site.Name, "name", "", "网站（或 APP）的名称")
	cmd.Flags().StringVar(&newDomain, "new-domain", "", "要买新域名吗，首次备案和新增网站要写 yes 或 no")
	cmd.Flags().StringVar(&f.at, "at", "", "时间，不写是现在")
	cmd.Flags().BoolVar(&f.asJSON, "json", false, "办完后输出案件的 JSON")
	cmd.MarkFlagsMutuallyExclusive("file", "domain")
	cmd.MarkFlagsMutuallyExclusive("file", "name")
	return cmd
}

func (p *program) caseSiteAdd(ctx context.Context, d *desk.Desk, f doFlags, site shapes.SiteFile, newDomain string) error {
	id, err := caseID(ctx, d.Office, f.number)
	if err != nil {
		return err
	}
	before, err := views.Show(ctx, d.Office, id)
	if err != nil {
		return err
	}
	values := map[string]string{"new_domain": newDomain}
	shapes.ByLabel(before, f.action, "", values)
	saved, err := filing.AddSite(ctx, d.Office, filing.AddSiteInput{
		CaseID: id, Site: site.Input(), At: f.at, Values: values, Version: before.Case.Version,
	})
	if err != nil {
		return allProblems(err)
	}
	for _, m := range saved.Mended {
		p.warn(m.Field + "：" + m.Note)
	}
	for _, w := range saved.Warnings {
		p.warn(w)
	}
	return p.afterMove(ctx, d, id, f, filing.Moved{Title: saved.Title})
}

func (p *program) caseSiteDropCommand() *cobra.Command {
	f := doFlags{action: workflow.ActionDropSite}
	cmd := &cobra.Command{
		Use: "drop --case NO --site SITE --reason TEXT", Short: "把一个网站（或 APP）移出在办的案件，资料留着看", Args: words.Between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := words.Need(cmd, "case", "site", "reason"); err != nil {
				return err
			}
			return p.with(cmd.Context(), func(d *desk.Desk) error { return p.caseDo(cmd.Context(), d, f) })
		},
	}
	cmd.Flags().StringVar(&f.number, "case", "", "案件编号，例如 BA2026-0386")
	cmd.Flags().StringVar(&f.site, "site", "", "网站（或 APP）的序号、域名或名称")
	cmd.Flags().StringVar(&f.reason, "reason", "", "原因")
	cmd.Flags().StringVar(&f.at, "at", "", "时间，不写是现在")
	cmd.Flags().BoolVar(&f.asJSON, "json", false, "办完后输出案件的 JSON")
	return cmd
}
