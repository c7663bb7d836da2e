package cli

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"beiandesk/internal/cli/shapes"
	"beiandesk/internal/cli/words"
	register "beiandesk/internal/consents"
	"beiandesk/internal/desk"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/consents"
	"beiandesk/internal/office/rights"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
)

func (p *program) personCommand() *cobra.Command {
	return words.Group("person", "个人信息：本人的同意，给本人的副本，删除，出事时的通知", p.personConsentCommand(), p.personCopyCommand(), p.personEraseCommand(), p.personBreachCommand())
}

func (p *program) personCopyCommand() *cobra.Command {
	var who named
	var out string
	var whole bool
	cmd := &cobra.Command{
		Use: "copy --case NO --name NAME --out F.json", Short: "导出备案台存着的一个人的全部信息，给他本人", Args: words.Between(0, 0),
		Long:    "本人要查阅、复制自己的信息时用（《个人信息保护法》第四十五条）：填报的各项、在哪些案件里、收过哪些材料、交给过谁、谁看过。扫描件里的内容在扫描件里。号码和地址遮着，本人要全文再写 --whole。每导出一次记一条。",
		Example: "  beiandesk person copy --case BA2026-0001 --name 沈一鸣 --whole --out 副本.json --data DIR",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := words.Need(cmd, "case", "name", "out"); err != nil {
				return err
			}
			return p.with(cmd.Context(), func(d *desk.Desk) error { return p.personCopy(cmd.Context(), d, who, out, whole) })
		},
	}
	who.flags(cmd)
	flags := cmd.Flags()
	flags.StringVar(&out, "out", "", "写到哪个文件")
	flags.BoolVar(&whole, "whole", false, "不遮号码和地址")
	return cmd
}

func (p *program) personCopy(ctx context.Context, d *desk.Desk, who named, out string, whole bool) error {
	_, id, err := p.personOf(ctx, d, who)
	if err != nil {
		return err
	}
	held, err := rights.CopyOf(ctx, d.Office, id, whole)
	if err != nil {
		return err
	}
	_, text, err := held.File()
	if err != nil {
		return err
	}
	if err := writeFile(out, text); err != nil {
		return err
	}
	return p.print(wrote(out))
}

func (p *program) personEraseCommand() *cobra.Command {
	var in rights.EraseInput
	var who named
	var yes bool
	cmd := &cobra.Command{
		Use: "erase --case NO --name NAME [--reason TEXT --yes]", Short: "删除一个人的个人信息；不写 --yes 只列出会删去和留下什么", Args: words.Between(0, 0),
		Long:    "本人要求删除、撤回同意，或处理目的已实现时用（《个人信息保护法》第四十七条）。他还在在办的案件里时不删。账单、移交登记等法律要求保存的留着，说明理由；备份里的到期才没有，会写出日期。删除后不能恢复。",
		Example: "  beiandesk person erase --case BA2026-0001 --name 沈一鸣 --reason 本人要求 --yes --data DIR",
		RunE: func(cmd *cobra.Command, _ []string) error {
			need := []string{"case", "name"}
			if yes {
				need = append(need, "reason")
			}
			if err := words.Need(cmd, need...); err != nil {
				return err
			}
			return p.with(cmd.Context(), func(d *desk.Desk) (err error) {
				if _, in.Person, err = p.personOf(cmd.Context(), d, who); err != nil {
					return err
				}
				return p.erase(cmd.Context(), d, in, yes)
			})
		},
	}
	who.flags(cmd)
	cmd.Flags().StringVar(&in.Reason, "reason", "", "为什么删除，例如 本人要求")
	cmd.Flags().BoolVar(&yes, "yes", false, "真的删除")
	return cmd
}

func (p *program) erase(ctx context.Context, d *desk.Desk, in rights.EraseInput, yes bool) error {
	holds, err := d.Backups().Holds(ctx)
	if err != nil {
		return err
	}
	var e rights.Erasure
	if yes {
		e, err = rights.Erase(ctx, d.Office, in)
	} else if e, err = rights.PlanErasure(ctx, d.Office, in.Person); err == nil && e.Blocked != "" {
		err = errs.New(errs.Blocked, "%s", e.Blocked)
	}
	if err != nil {
		return err
	}
	done := map[bool][2]string{true: {"已删去", "留下"}, false: {"会删去", "会留下"}}[yes]
	lines := []string{}
	for _, text := range e.Goes {
		lines = append(lines, done[0]+"："+text)
	}
	for _, s := range e.Stays {
		lines = append(lines, done[1]+"："+s.What+"。"+s.Why)
	}
	for _, h := range holds {
		lines = append(lines, "备份里还有："+h.Words())
	}
	if !yes {
		lines = append(lines, "还没有删除。核对后加 --reason 和 --yes")
	}
	return p.print(lines...)
}

func (p *program) personBreachCommand() *cobra.Command {
	var in rights.BreachInput
	var out string
	cmd := &cobra.Command{
		Use: "breach --on DAY --what TEXT --done TEXT --out F.txt", Short: "信息泄露、丢失时，给每位受影响的本人写一份通知", Args: words.Between(0, 0),
		Long:    "照《个人信息保护法》第五十七条写明信息种类、原因、危害、补救措施和联系方式；种类照备案台里这个人实际存着的写。不写 --case 是全部案件。写好的是文本，核对后再发。",
		Example: "  beiandesk person breach --on 2026-11-20 --what 存备份的移动硬盘遗失 --done 已更换口令，并报告网信部门 --case BA2026-0001 --out 通知.txt --data DIR",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := words.Need(cmd, "on", "what", "done", "out"); err != nil {
				return err
			}
			return p.with(cmd.Context(), func(d *desk.Desk) error { return p.breach(cmd.Context(), d, in, out) })
		},
	}
	flags := cmd.Flags()
	flags.StringArrayVar(&in.Cases, "case", nil, "受影响的案件，可以写几次；不写是全部")
	flags.StringVar(&in.On, "on", "", "哪天发生或发现的")
	flags.StringVar(&in.What, "what", "", "经过和原因")
	flags.StringVar(&in.Done, "done", "", "已经采取的补救措施")
	flags.StringVar(&in.Harm, "harm", "", "可能造成的危害；不写用通常的话")
	flags.StringVar(&in.Advice, "advice", "", "本人可以采取的措施；不写用通常的话")
	flags.StringVar(&out, "out", "", "写到哪个文件")
	return cmd
}

func (p *program) breach(ctx context.Context, d *desk.Desk, in rights.BreachInput, out string) error {
	all, err := rights.Breach(ctx, d.Office, in)
	if err != nil {
		return err
	}
	_, text := all.File()
	if err := writeFile(out, []byte(shapes.Printable(string(text)))); err != nil {
		return err
	}
	return p.print(wrote(out))
}

// named says which person of which case is meant.
type named struct{ number, name string }

func (n *named) flags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&n.number, "case", "", "他在其中的一个案件")
	cmd.Flags().StringVar(&n.name, "name", "", "姓名")
}

func (p *program) personOf(ctx context.Context, d *desk.Desk, n named) (view views.CasePage, id ref.PersonID, err error) {
	if _, view, err = p.caseOf(ctx, d, n.number); err != nil {
		return view, "", err
	}
	id, err = shapes.PersonNamed(view, n.name)
	return view, id, err
}

// noConsent is said of an ID that no consent has.
const noConsent = "没有 %s 这条同意，编号见 person consent list --json"

func (p *program) personConsentCommand() *cobra.Command {
	return words.Group("consent", "本人的同意：登记、收凭据文件、撤回、列出",
		p.consentAddCommand(), p.consentAttachCommand(), p.consentSaveCommand(), p.consentWithdrawCommand(), p.consentListCommand())
}

// codesIn reads codes with commas between them.
func codesIn(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == '，' || r == ' ' })
}

func (p *program) consentAddCommand() *cobra.Command {
	var in consents.ConsentInput
	var who named
	var matters, file string
	cmd := &cobra.Command{
		Use: "add --case NO --name NAME --matters CODES --way CODE --evidence TEXT [--file FILE]", Short: "登记一个人同意了什么", Args: words.Between(0, 0),
		Long:    "敏感个人信息、提供给别人要各自单独同意（《个人信息保护法》第二十三条、第二十九条）。没有登记的，收扫描件和提交时提醒，不拦办理。签好的同意书、回复的截图可以一起封存：--file，JPG、PNG 或 PDF。",
		Example: "  beiandesk person consent add --case BA2026-0001 --name 沈一鸣 --matters sensitive,provide --way paper --on 2026-09-05 --evidence 同意书第2版，合同夹 --file 同意书.pdf --data DIR",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := words.Need(cmd, "case", "name", "matters", "way", "evidence"); err != nil {
				return err
			}
			if file != "" {
				content, err := readFile(file)
				if err != nil {
					return err
				}
				in.File = &consents.EvidenceFile{Name: filepath.Base(file), Content: content}
			}
			return p.with(cmd.Context(), func(d *desk.Desk) (err error) {
				if _, in.Person, err = p.personOf(cmd.Context(), d, who); err != nil {
					return err
				}
				in.Matters = codesIn(matters)
				if err := consents.Add(cmd.Context(), d.Office, in); err != nil {
					return err
				}
				return p.print("已登记，见 person consent list")
			})
		},
	}
	who.flags(cmd)
	flags := cmd.Flags()
	flags.StringVar(&matters, "matters", "", "同意了什么，用逗号分开："+shapes.MatterCodes())
	flags.StringVar(&in.Way, "way", "", "怎么同意的："+shapes.WayCodes())
	flags.StringVar(&in.On, "on", "", "哪天同意的；不写是今天")
	flags.StringVar(&in.Evidence, "evidence", "", "凭据：同意书第几版、存在哪里，或原话")
	flags.StringVar(&file, "file", "", "凭据的文件：JPG、PNG 或 PDF，封存进资料夹")
	return cmd
}

func (p *program) consentAttachCommand() *cobra.Command {
	return &cobra.Command{
		Use: "attach ID FILE", Short: "把凭据文件封存到一条同意上；已有的换下来删去", Args: words.Between(2, 2),
		Long:    "签好的同意书、回复的截图：JPG、PNG 或 PDF。编号 ID 见 person consent list --json。",
		Example: "  beiandesk person consent attach ID 同意书.pdf --data DIR",
		RunE: func(cmd *cobra.Command, args []string) error {
			content, err := readFile(args[1])
			if err != nil {
				return err
			}
			in := consents.AttachInput{ID: ref.ConsentID(args[0]), File: consents.EvidenceFile{Name: filepath.Base(args[1]), Content: content}}
			return p.with(cmd.Context(), func(d *desk.Desk) error {
				if err := missing(consents.Attach(cmd.Context(), d.Office, in), noConsent, args[0]); err != nil {
					return err
				}
				return p.print("已封存")
			})
		},
	}
}

func (p *program) consentSaveCommand() *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use: "save ID --out FILE", Short: "把一条同意的凭据文件取出来，另存一份；每取一次记一条", Args: words.Between(1, 1),
		Long: "编号 ID 见 person consent list --json，有凭据文件的那条写着 file。",
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := words.Need(cmd, "out"); err != nil {
				return err
			}
			return p.with(cmd.Context(), func(d *desk.Desk) error {
				got, err := consents.Fetch(cmd.Context(), d.Office, ref.ConsentID(args[0]))
				if err := missing(err, "没有 %s 这条同意，或它没有凭据文件，见 person consent list --json", args[0]); err != nil {
					return err
				}
				if err := writeFile(out, got.Content); err != nil {
					return err
				}
				return p.print(wrote(out))
			})
		},
	}
	cmd.Flags().StringVar(&out, "out", "", "写到哪个文件")
	return cmd
}

func (p *program) consentWithdrawCommand() *cobra.Command {
	var in consents.WithdrawalInput
	cmd := &cobra.Command{
		Use: "withdraw ID --follows TEXT", Short: "登记本人撤回同意，原来的登记留着看", Args: words.Between(1, 1),
		Long: register.Follows() + "。",
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := words.Need(cmd, "follows"); err != nil {
				return err
			}
			return p.with(cmd.Context(), func(d *desk.Desk) error {
				in.ID = ref.ConsentID(args[0])
				err := consents.Withdraw(cmd.Context(), d.Office, in)
				if err := missing(err, noConsent, args[0]); err != nil {
					return err
				}
				return p.print("已登记撤回")
			})
		},
	}
	cmd.Flags().StringVar(&in.On, "on", "", "哪天撤回的；不写是今天")
	cmd.Flags().StringVar(&in.Follows, "follows", "", "撤回以后怎么处理，例如 停办，删除扫描件")
	return cmd
}

func (p *program) consentListCommand() *cobra.Command {
	var who named
	var asJSON bool
	cmd := &cobra.Command{
		Use: "list --case NO --name NAME", Short: "列出一个人同意过什么，撤回的也在", Args: words.Between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := words.Need(cmd, "case", "name"); err != nil {
				return err
			}
			return p.with(cmd.Context(), func(d *desk.Desk) error {
				view, id, err := p.personOf(cmd.Context(), d, who)
				if err != nil {
					return err
				}
				lines, err := consents.Of(cmd.Context(), d.Office, view.Client.ID)
				if err != nil {
					return err
				}
				out, head, rows := shapes.Consents(slices.DeleteFunc(lines, func(l consents.Line) bool { return l.Person != id }))
				if asJSON {
					return p.json(out)
				}
				return p.table(head, rows)
			})
		},
	}
	who.flags(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "输出 JSON")
	return cmd
}
