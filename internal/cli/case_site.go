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
