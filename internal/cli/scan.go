package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"beiandesk/internal/cli/shapes"
	"beiandesk/internal/cli/words"
	"beiandesk/internal/errs"
	"beiandesk/internal/infile"
	"beiandesk/internal/materials"
	"beiandesk/internal/office/copies"
	"beiandesk/internal/paper"
	"beiandesk/internal/scan"
)

// scanMaterial is what a file is held against: the bounds that both portals share.
const scanMaterial = "licence"

func (p *program) scanCommand() *cobra.Command {
	var asJSON, fix bool
	var copying copyFlags
	cmd := &cobra.Command{
		Use:   "scan FILE [--fix --out F.jpg]",
		Short: "看一份扫描件的类型和大小合不合格，不保存；--fix 做一份合格的副本",
		Long: "看一份扫描件的类型和大小合不合格，不保存。\n" +
			"加 --fix 的，另做一份副本写到 --out：按手机的方向转正，找到纸的四个角拉直，去掉拍摄的时间和地点，压到要的大小。原文件不动。\n" +
			"--for 写给哪里用：" + strings.Join(materials.CopyUseCodes(), "、") + "；不写就是各处都能用的一份。",
		Example: "  beiandesk scan 执照.jpg --fix --out 执照副本.jpg --for police",
		Args:    words.Between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if !fix {
				for _, name := range []string{"out", "for", "whole", "turn", "watermark"} {
					if cmd.Flags().Changed(name) {
						return words.Usage("--%s 要和 --fix 一起写", name)
					}
				}
				return p.scan(cmd.Context(), args[0], copying.material, asJSON)
			}
			if err := words.Need(cmd, "out"); err != nil {
				return err
			}
			return p.fix(cmd.Context(), args[0], copying, asJSON)
		},
	}
	flags := cmd.Flags()
	flags.BoolVar(&asJSON, "json", false, "输出 JSON")
	flags.BoolVar(&fix, "fix", false, "做一份合格的副本")
	flags.StringVar(&copying.out, "out", "", "副本写到哪个 .jpg 文件")
	flags.StringVar(&copying.use, "for", materials.AllUses, "给哪里用："+strings.Join(materials.CopyUseCodes(), "、"))
	flags.StringVar(&copying.material, "material", scanMaterial, "按哪一项材料看，例如 id-front")
	flags.BoolVar(&copying.whole, "whole", false, "不找四个角，整张都留")
	flags.IntVar(&copying.turn, "turn", 0, "顺时针转几个 90 度，0 到 3")
	flags.StringVar(&copying.watermark, "watermark", "", "加水印，不写字就是“"+paper.FilingWatermark+"”")
	flags.Lookup("watermark").NoOptDefVal = paper.FilingWatermark
	return cmd
}

// copyFlags say what a copy is to be.
type copyFlags struct {
	out, use, material, watermark string
	whole                         bool
	turn                          int
}

// fix writes a copy, and says of it what scan says of a file.
func (p *program) fix(ctx context.Context, path string, f copyFlags, asJSON bool) error {
	r, err := fileMaterial(f.material)
	if err != nil {
		return err
	}
	if ext := strings.ToLower(filepath.Ext(f.out)); ext != ".jpg" && ext != ".jpeg" {
		return words.Usage("副本是 JPG，--out 的文件名请以 .jpg 结尾")
	}
	plan, err := copies.Input{Use: f.use, Whole: f.whole, Quarters: f.turn, Watermark: f.watermark}.Plan(r)
	if err != nil {
		return err
	}
	if f.watermark != "" && f.watermark != paper.FilingWatermark {
		p.warn("水印只有“" + paper.FilingWatermark + "”这几个字各处都收，别的字可能被退回")
	}
	if same(path, f.out) {
		return words.Usage("--out 就是原文件，原文件不动：请写另一个文件名")
	}
	content, err := readFile(path)
	if err != nil {
		return err
	}
	made, err := scan.Fix(ctx, content, plan)
	if err != nil {
		return err
	}
	if !made.Found && !f.whole {
		p.warn("没有找到纸的四个角，整张都留了下来，没有拉直")
	}
	if err := writeFile(f.out, made.Content); err != nil {
		return err
	}
	if !asJSON {
		if err := p.print(wrote(f.out)); err != nil {
			return err
		}
	}
	return p.examined(ctx, made.Content, r, asJSON)
}

// fileMaterial is a material that a file is handed in for.
func fileMaterial(code string) (materials.Requirement, error) {
	r, ok := materials.Find(code)
	if !ok || r.Kind != materials.File {
		return r, errs.AtField("material", "没有这一项文件材料")
	}
	return r, nil
}

func (p *program) scan(ctx context.Context, path, material string, asJSON bool) error {
	r, err := fileMaterial(material)
	if err != nil {
		return err
	}
	content, err := readFile(path)
	if err != nil {
		return err
	}
	return p.examined(ctx, content, r, asJSON)
}

// examined says of a file what it is and how it stands to the bounds of a material.
func (p *program) examined(ctx context.Context, content []byte, r materials.Requirement, asJSON bool) error {
	info, err := scan.Inspect(ctx, content)
	if err != nil {
		return err
	}
	checks, ok := materials.Examine(r, materials.Measured{Mime: info.Mime, Size: info.Size, Width: info.Width, Height: info.Height, Grey: info.Grey, OffSpec: info.OffSpec})
	out := shapes.Scan{Mime: info.Mime, Size: info.Size, Width: info.Width, Height: info.Height, Pages: info.Pages, OK: ok, Checks: shapes.FileChecks(checks)}
	for _, c := range out.Checks {
		if !c.OK || c.Doubt {
			p.warn(fmt.Sprintf("%s %s，要求 %s。%s", c.Label, c.Measured, c.Limit, c.Advice))
		}
	}
	if asJSON {
		return p.json(out)
	}
	lines := []string{out.Head()}
	for _, c := range out.Checks {
		lines = append(lines, c.Line())
	}
	return p.print(lines...)
}

// readFile reads a file that may come in.
func readFile(path string) ([]byte, error) { return infile.Read(path, "文件", scan.MaxBytes) }

// same says whether two paths lead to one file that is there.
func same(a, b string) bool {
	one, err := os.Stat(a)
	if err != nil {
		return false
	}
	other, err := os.Stat(b)
	return err == nil && os.SameFile(one, other)
}
