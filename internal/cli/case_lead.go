package cli

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"beiandesk/internal/cal"
	"beiandesk/internal/cli/shapes"
	"beiandesk/internal/cli/words"
	"beiandesk/internal/desk"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/chasing"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/results"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
)

func (p *program) caseLeadCommand() *cobra.Command {
	var number, site, role, person string
	cmd := &cobra.Command{
		Use: "lead --case NO --role ROLE --person NAME", Short: "指定案件的五种负责人", Args: words.Between(0, 0),
		Long: "指定一个角色由谁担任。--role 写 subject 主体负责人、legal 法定代表人、site 网站负责人、security 信息安全负责人或 opinion 舆情引导员，写中文也行；后三种按网站指定，案件有几个网站就要写 --site。--person 写客户人员的姓名，写空的就是不指定。",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := words.Need(cmd, "case", "role"); err != nil {
				return err
			}
			if !cmd.Flags().Changed("person") {
				return words.Usage("要写 --person（写空的就是不指定）")
			}
			return p.with(cmd.Context(), func(d *desk.Desk) error { return p.caseLead(cmd.Context(), d, number, site, role, person) })
		},
	}
	cmd.Flags().StringVar(&number, "case", "", "案件编号，例如 BA2026-0386")
	cmd.Flags().StringVar(&site, "site", "", "网站（或 APP）的序号、域名或名称，案件只有一个时可以不写")
	cmd.Flags().StringVar(&role, "role", "", "角色的代码或中文")
	cmd.Flags().StringVar(&person, "person", "", "客户人员的姓名，空的就是不指定")
	return cmd
}

func (p *program) caseLead(ctx context.Context, d *desk.Desk, number, site, role, person string) error {
	id, v, err := p.caseOf(ctx, d, number)
	if err != nil {
		return err
	}
	in, err := shapes.LeadNamed(v, role, person)
	if err != nil {
		return err
	}
	in.CaseID = id
	if filing.BySite(in.Role) || site != "" {
		at, err := oneSite(v, site)
		if err != nil {
			return err
		}
		in.SiteID = at.ID
	}
	if err := filing.SetLead(ctx, d.Office, in); err != nil {
		return err
	}
	label, name := casefile.RoleLabel(v.CaseType, in.Role), person
	if name == "" {
		name = "（空）"
	}
	return p.print(label + "：" + name)
}

// manyFlags say in which cases a command acts: one, or those of a table.
type manyFlags struct {
	number, file string
	dry          bool
}

func (f *manyFlags) on(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.number, "case", "", "案件编号，例如 BA2026-0386")
	cmd.Flags().StringVar(&f.file, "many", "", "表格（xlsx、csv），一行一件案件，第一格是案件编号；有一件不行就一件也不改")
	cmd.Flags().BoolVar(&f.dry, "dry-run", false, "只看会改什么，什么也不存")
	cmd.MarkFlagsOneRequired("case", "many")
	cmd.MarkFlagsMutuallyExclusive("case", "many")
}

// act does it to those cases.
func (p *program) act(ctx context.Context, d *desk.Desk, f manyFlags, in results.ActInput) error {
	var err error
	if f.file != "" {
		in.Cases, err = casesOf(ctx, d, f.file, func([]string) {})
	} else {
		in.Cases = make([]results.PickedCase, 1)
		in.Cases[0].CaseID, err = caseID(ctx, d.Office, f.number)
	}
	if err != nil {
		return err
	}
	in.Dry = f.dry
	out, err := results.Act(ctx, d.Office, in)
	if err != nil {
		return err
	}
	return p.manyTold(out.ResultsReport, in.Dry, false)
}

func (p *program) caseOwnerCommand() *cobra.Command {
	var f manyFlags
	var to string
	cmd := &cobra.Command{
		Use: "owner --case NO --to NAME", Short: "给案件换经办", Args: words.Between(0, 0),
		Long: "给一个案件换经办；--many 给表格里的全部案件换。换好后输出批号，case do --take-back 批号 一起撤销。",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := words.Need(cmd, "to"); err != nil {
				return err
			}
			return p.with(cmd.Context(), func(d *desk.Desk) error {
				owner, err := staffID(cmd.Context(), d, to)
				if err != nil {
					return err
				}
				return p.act(cmd.Context(), d, f, results.ActInput{Act: results.ActOwner, Owner: owner})
			})
		},
	}
	f.on(cmd)
	cmd.Flags().StringVar(&to, "to", "", "交给谁，写经办的姓名")
	return cmd
}

func (p *program) caseNoteCommand() *cobra.Command {
	var f manyFlags
	var text string
	cmd := &cobra.Command{
		Use: "note --case NO --text TEXT", Short: "在案件的时间线记一条备忘", Args: words.Between(0, 0),
		Long: "在一个案件的时间线记一条备忘；--many 在表格里的全部案件各记一条。记好后输出批号，case do --take-back 批号 一起撤销。",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := words.Need(cmd, "text"); err != nil {
				return err
			}
			return p.with(cmd.Context(), func(d *desk.Desk) error {
				return p.act(cmd.Context(), d, f, results.ActInput{Act: results.ActNote, Text: text})
			})
		},
	}
	f.on(cmd)
	cmd.Flags().StringVar(&text, "text", "", "内容")
	return cmd
}

func (p *program) caseTagCommand() *cobra.Command {
	var f manyFlags
	var on, off []string
	cmd := &cobra.Command{
		Use: "tag --case NO --add TAG", Short: "给案件贴标签、去标签", Args: words.Between(0, 0),
		Long: "给一个案件贴标签（--add）、去标签（--drop），两样都能写多次；--many 给表格里的全部案件。贴好后输出批号，case do --take-back 批号 一起撤销。",
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.with(cmd.Context(), func(d *desk.Desk) error {
				return p.act(cmd.Context(), d, f, results.ActInput{Act: results.ActTag, Tags: on, Untag: off})
			})
		},
	}
	f.on(cmd)
	cmd.Flags().StringArrayVar(&on, "add", nil, "贴上的标签，可以写多次")
	cmd.Flags().StringArrayVar(&off, "drop", nil, "去掉的标签，可以写多次")
	cmd.MarkFlagsOneRequired("add", "drop")
	return cmd
}

func (p *program) caseClientCommand() *cobra.Command {
	var number, file string
	cmd := &cobra.Command{
		Use: "client --case NO", Short: "输出案件的客户、合同号和主账号 ID；写了 --file 就照文件修改", Args: words.Between(0, 0),
		Long: "输出案件的客户、合同号和腾讯云主账号 ID（JSON），加密保存的遮住。写了 --file 就照文件修改，文件里没写的、还遮着的项不变，改完输出改后的。contact、contact_phone、wechat 是联系人，催办发给他；空着就是负责人。",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := words.Need(cmd, "case"); err != nil {
				return err
			}
			return p.with(cmd.Context(), func(d *desk.Desk) error { return p.caseClient(cmd.Context(), d, number, file) })
		},
	}
	cmd.Flags().StringVar(&number, "case", "", "案件编号，例如 BA2026-0386")
	cmd.Flags().StringVar(&file, "file", "", "要改的资料，- 是标准输入")
	return cmd
}

func (p *program) caseClient(ctx context.Context, d *desk.Desk, number, file string) error {
	id, v, err := p.caseOf(ctx, d, number)
	if err != nil {
		return err
	}
	before := shapes.ClientNow(v)
	if file == "" {
		return p.json(before)
	}
	now := before
	if err := p.readJSON(file, "客户文件", "case client", &now); err != nil {
		return err
	}
	doubts, err := shapes.SaveClient(ctx, d.Office, id, v, before, now)
	if err != nil {
		return allProblems(err)
	}
	for _, doubt := range doubts {
		p.warn(doubt)
	}
	if _, v, err = p.caseOf(ctx, d, number); err != nil {
		return err
	}
	return p.json(shapes.ClientNow(v))
}

func (p *program) caseChaseCommand() *cobra.Command {
	var in chasing.ChaseInput
	var number, many, file string
	var sms, log bool
	cmd := &cobra.Command{
		Use: "chase --case NO|--many FILE", Short: "催办：输出发给案件的客户的话；写了 --sent 就记下已发", Args: words.Between(0, 0),
		Long: "输出一条可以直接发给客户的话，并上他所有在办案件里要他办的事。--sms 是短信：不带链接，写出字数。写了 --sent 就在各案件的时间线记下已经发了，记下的不能撤销；--file 是改过的原话。--log 列出对这个客户说过什么、什么时候。\n" +
			"--many 给表格里的全部案件：一个客户一条，前面一行写着案件编号和发给谁；有一件没有要客户办的事，就一条也不记。",
		Example: "  beiandesk case chase --case BA2026-0001 --sms --data DIR\n  beiandesk case chase --many 要催的.csv --sent --data DIR",
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.with(cmd.Context(), func(d *desk.Desk) error {
				if in.Way = chasing.WeChat; sms {
					in.Way = chasing.SMS
				}
				if many != "" {
					return p.chaseMany(cmd.Context(), d, many, in)
				}
				_, v, err := p.caseOf(cmd.Context(), d, number)
				if err != nil {
					return err
				}
				in.ClientID = v.Client.ID
				if log {
					return p.told(cmd.Context(), d, in.ClientID)
				}
				return p.chase(cmd.Context(), d, in, file)
			})
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&number, "case", "", "案件编号，例如 BA2026-0386")
	flags.StringVar(&many, "many", "", "表格（xlsx、csv），一行一件案件，第一格是案件编号")
	flags.StringVar(&file, "file", "", "实际发的话，- 是标准输入；和 --sent 一起写")
	flags.BoolVar(&sms, "sms", false, "短信，不写是微信")
	flags.BoolVar(&in.Sent, "sent", false, "记下已经发了")
	flags.BoolVar(&log, "log", false, "列出对这个客户说过什么")
	cmd.MarkFlagsOneRequired("case", "many")
	for _, other := range []string{"case", "file", "log"} {
		cmd.MarkFlagsMutuallyExclusive("many", other)
	}
	return cmd
}

func (p *program) chase(ctx context.Context, d *desk.Desk, in chasing.ChaseInput, file string) error {
	if file != "" {
		if !in.Sent {
			return words.Usage("--file 要和 --sent 一起写")
		}
		text, err := p.readText(file, "催办文件")
		if err != nil {
			return err
		}
		in.Text = text
	}
	m, err := chasing.Chase(ctx, d.Office, in)
	if err != nil {
		return err
	}
	if in.Sent {
		return p.print("已记下：" + strings.Join(m.Cases, "、"))
	}
	if m.Way == chasing.SMS {
		p.warn(lengthOf(m))
	}
	return p.print(strings.Split(m.Text, "\n")...)
}

// lengthOf is how long an SMS is.
func lengthOf(m chasing.Message) string {
	return fmt.Sprintf("%d 字，分 %d 条发", len([]rune(m.Text)), chasing.Parts(m.Text))
}

// chaseMany makes the messages of the clients of a table's cases, and notes that they were sent.
func (p *program) chaseMany(ctx context.Context, d *desk.Desk, file string, in chasing.ChaseInput) error {
	list, err := casesOf(ctx, d, file, func([]string) {})
	if err != nil {
		return err
	}
	out, err := results.Act(ctx, d.Office, results.ActInput{Cases: list, Act: results.ActChase, Way: in.Way, Dry: !in.Sent})
	if err != nil {
		return err
	}
	if in.Sent || out.Wrong > 0 {
		return p.manyTold(out.ResultsReport, !in.Sent, false)
	}
	for _, m := range out.Said {
		head := strings.Join(m.Cases, "、") + " 发给 " + cmp.Or(m.To, "（没有联系人）") + "："
		if m.Way == chasing.SMS {
			head += lengthOf(m)
		}
		if err := p.print(append(append([]string{head}, strings.Split(m.Text, "\n")...), "")...); err != nil {
			return err
		}
	}
	return nil
}

func (p *program) told(ctx context.Context, d *desk.Desk, client ref.ClientID) error {
	list, more, err := chasing.Told(ctx, d.Office, client)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		return p.print("还没有联系记录")
	}
	for _, t := range list {
		head := strings.Join([]string{cal.FormatMoment(t.At, d.Office.Today()), t.Who, t.Title, strings.Join(t.Cases, "、")}, "  ")
		if err := p.print(append([]string{head}, strings.Split(t.Text, "\n")...)...); err != nil {
			return err
		}
	}
	if more {
		p.warn("只列最近的，更早的在各案件的时间线里")
	}
	return nil
}

// caseOf is a case as its page has it.
func (p *program) caseOf(ctx context.Context, d *desk.Desk, number string) (ref.CaseID, views.CasePage, error) {
	id, err := caseID(ctx, d.Office, number)
	if err != nil {
		return id, views.CasePage{}, err
	}
	v, err := views.Show(ctx, d.Office, id)
	return id, v, err
}
