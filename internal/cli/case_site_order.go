package cli

import (
	"context"

	"github.com/spf13/cobra"

	"beiandesk/internal/cli/shapes"
	"beiandesk/internal/cli/words"
	"beiandesk/internal/desk"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/views"
	"beiandesk/internal/workflow"
)

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
