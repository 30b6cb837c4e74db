package crawl

import (
	"net/url"
	"os"
	"path/filepath"
	"testing"
)

// corpusPage is a page of the corpus as if it stood at an address.
func corpusPage(t *testing.T, name, at string) *Page {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "corpus", "listing-pages", name+".html"))
	if err != nil {
		t.Skipf("no corpus: %v", err)
	}
	p, err := ParsePage(mustParse(t, at), "text/html", data)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func mustParse(t *testing.T, address string) *url.URL {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// TestDiscoverCorpus compares what is found on real pages with what INDEX.tsv counts and the page shows: documents by
// type, pages to follow, pages of the same list, and where a stub leads. Every kind of page of the index is here.
func TestDiscoverCorpus(t *testing.T) {
	for _, c := range []struct {
		kind, file, at string
		documents      string // count and types, in order of first occurrence
		pages          int
		pagers         string // paths, joined
		first          string // title, kind, year and department of the first document, else page
		redirect       string
	}{
		// 29 items of 20 a page; the site counts from 1. The page's own 21 budget links are 20 and the column above it.
		{"TRS, counted in script", "8d95b28f6858", "https://www.foshan.gov.cn/zwgk/zdly/czxx/czxxgk/czjjbm/1081335/index.html", "", 20,
			"/zwgk/zdly/czxx/czxxgk/czjjbm/1081335/index_2.html",
			"2026年中国共产党佛山市委员会宣传部部门预算|budget|2026|中国共产党佛山市委员会宣传部", ""},
		// createPageHTML(4, 0, …): three more. 15 items and the column 预决算报告 beside this one; the ways up are none.
		{"TRS, four pages", "080fac90c8cc", "http://www.changsha.gov.cn/a/czys/bmys/jtysj/index.html", "", 16,
			"/a/czys/bmys/jtysj/index_1.html /a/czys/bmys/jtysj/index_2.html /a/czys/bmys/jtysj/index_3.html",
			"预决算报告|budget|0|", ""},
		{"TRS, two pages", "a97f1ab69075", "http://www.changsha.gov.cn/a/czys/bmys/rsj/", "", 15, "/a/czys/bmys/rsj/index_1.html", "", ""},
		{"WCM createPage", "8e520aa13eef", "http://www.cq.gov.cn/zwgk/zfxxgkzl/fdzdgknr/ysjs/szfbgt/bmys/ys/", "", 19,
			"/zwgk/zfxxgkzl/fdzdgknr/ysjs/szfbgt/bmys/ys/index_1.html /zwgk/zfxxgkzl/fdzdgknr/ysjs/szfbgt/bmys/ys/index_2.html", "", ""},
		{"178 attachments", "f3171604b02c", "http://ghzrzyj.cq.gov.cn/zwgk_186/fdzdgknr/czyjs/2026/t1.html", "178 pdf", 0, "",
			"000-418-重庆市规划和自然资源局-2026年部门预算情况说明.pdf|budget|2026|重庆市规划和自然资源局", ""},
		{"attachments with tokens", "f70adbf1ce15", "https://public.zhengzhou.gov.cn/D/1.html", "17 pdf", 0, "",
			"2026年度郑州市生态环境局二七分局单位预算公开.pdf|budget|2026|郑州市生态环境局二七分局", ""},
		{"attachments, one unnamed", "4a776e00276b", "https://public.zhengzhou.gov.cn/D/2.html", "13 pdf", 0, "",
			"2026年郑州市市场监督管理局机关单位预算公开.pdf|budget|2026|郑州市市场监督管理局机关", ""},
		{"attachments", "0d19f9d8bc12", "http://tyjrswj.cq.gov.cn/zwgk/czyjs/ys/2026/t1.html", "8 pdf", 0, "",
			"339-重庆市退役军人事务局2026年部门预算情况说明.pdf|budget|2026|重庆市退役军人事务局", ""},
		{"topic page", "006d2a197fd1", "https://www.beijing.gov.cn/gongkai/caizheng/czzt/2026ys/index.html", "", 197, "",
			"中共北京市委办公厅2026年度部门预算|budget|2026|中共北京市委办公厅", ""},
		// Seven links, two of them to one address; the names are those of departments.
		{"topic page, named by department", "1819e8bc96b6", "https://czj.cq.gov.cn/zwgk_268/fdzdgknr/ysjs/bmys/2026/t1.html", "6 pdf", 0, "",
			"重庆市级预算单位2026年部门预算_重庆市财政局 重庆市规划和自然资源局|budget|2026|重庆市规划和自然资源局", ""},
		{"detail, token", "788ab333de3d", "https://public.zhengzhou.gov.cn/D/3.html", "1 pdf", 0, "",
			"2026年度郑州市医疗保障局部门预算公开.pdf|budget|2026|郑州市医疗保障局", ""},
		{"detail, download.do", "71ce54aeecdf", "http://www.nantong.gov.cn/ntsrmzf/ys/content/1.html", "1 pdf", 0, "",
			"南通市政府办公室2026年度部门预算公开.pdf|budget|2026|南通市政府办公室", ""},
		{"detail, onclick, and its text in a frame", "e4829e17ce9c", "http://czj.ningbo.gov.cn/yjs/view/2026/1.html", "1 pdf", 1, "",
			"宁波市民政局本级2026年单位预算公开表.pdf|budget|2026|宁波市民政局本级", ""},
		{"detail", "2fb8840784e2", "http://fzggw.cq.gov.cn/zwgk/ysgk/2026/t1.html", "1 pdf", 0, "",
			"重庆市重大项目服务中心2026年单位预算公开.pdf|budget|2026|重庆市重大项目服务中心", ""},
		{"detail, six", "10f731854571", "https://czj.cq.gov.cn/zwgk_268/fdzdgknr/ysjs/bmys/2026/t2.html", "6 pdf", 0, "",
			"1.中共重庆市委办公厅2026年部门预算情况说明.pdf|budget|2026|中共重庆市委办公厅", ""},
		// The index counts six; one of them is five names that an editor ran together.
		{"detail, broken link", "5a3c689a6a97", "http://zwgk.changchun.gov.cn/a/b/1.html", "5 pdf", 0, "",
			"中共长春市委宣传部（汇总）2026年部门预算.pdf|budget|2026|中共长春市委宣传部（汇总）", ""},
		{"detail, xlsx", "2b25c8842ee6", "https://www.km.gov.cn/c/2026-02-12/1.shtml", "1 xlsx", 2, "",
			"昆明市审计局（汇总）2026年预算公开目录附表|budget|2026|昆明市审计局（汇总）", ""},
		{"detail, performance", "365a7f8574c9", "https://www.suzhou.gov.cn/szsrmzf/a/202603/1.shtml", "1 xlsx", 1, "",
			"苏州市科技局本级2026年度整体预算绩效目标表|performance|2026|苏州市科技局本级", ""},
		{"detail, docx and xls", "3be72f5113c4", "https://www.wuxi.gov.cn/doc/2026/02/12/1.shtml", "1 docx 1 xls", 0, "",
			"无锡市自然资源和规划局2026年度部门预算公开 .docx|budget|2026|无锡市自然资源和规划局", ""},
		{"attachments of something else", "b5d145b23a08", "https://www.qj.gov.cn/html/2026/1.html", "", 2, "", "市级部门财政预决算|budget|0|", ""},
		{"detail, rar named by department", "d5211041a38c", "https://cz.tj.gov.cn/zwgk_53713/yjsgktypt/ysgk/2018nbmysgkml/202008/t1.html",
			"1 rar", 0, "", "天津市交通运输委员会_2018年部门预算公开目录_天津市财政局 天津市交通运输委员会|budget|2018|天津市交通运输委员会", ""},
		{"detail, five rar", "6ecc88693de9", "https://www.suzhou.gov.cn/szsrmzf/a/202603/2.shtml", "5 rar", 1, "",
			"2026年苏州市自然资源和规划局（本级）项目支出绩效目标公开|performance|2026|苏州市自然资源和规划局（本级）", ""},
		{"zip and doc of something else", "e49827103adc", "https://mzj.fuzhou.gov.cn/", "", 1, "", "预决算公开|budget|0|", ""},
		{"home page, title shorter than the column", "17337c2a523b", "https://jy.wuxi.gov.cn/", "", 6, "",
			"无锡市教育局（本级）2026年度单位预算公开|budget|2026|无锡市教育局（本级）", ""},
		// The third .docx is an audit's.
		{"home page with documents", "600359cb5941", "http://sj.nanning.gov.cn/", "2 docx", 4, "",
			"南宁市公共投资审计中心2023年度部门决算|final-account|2023|南宁市公共投资审计中心", ""},
		{"home page on a host of its own", "80e3f6dea231", "https://www.sjz.gov.cn/yjsgk/columns/320b7e51/index.html", "", 21, "",
			"部门预算|budget|0|", ""},
		{"report of the web site", "b07a9bb5ef06", "http://sjj.weihai.gov.cn/", "", 5, "", "财政预决算|budget|0|", ""},
		{"filled by script", "3f26477e4171", "http://www.yichang.gov.cn/zfxxgk/list.html", "", 0, "", "", ""},
		{"meta refresh", "51e4c73498bd", "http://rlsbj.cq.gov.cn/ys/", "", 0, "", "", "/ys/202502/t20250225_14343098.html"},
		{"meta refresh to a folder", "147981667c2b", "http://www.changsha.gov.cn/ys/ybj/", "", 0, "", "", "/ys/ybj/zssylbzj/"},
		{"document.location", "abcd45cbe0a7", "http://gaj.taiyuan.gov.cn/", "", 0, "", "", "/site/index.html"},
		{"location.href in a page of no text", "d2871c774386", "http://www.ningbo.gov.cn/col/col1229106590/index.html", "", 0, "", "",
			"/col/col1229886216/index.html"},
		{"block page", "e1f8c28aa958", "http://czj.qj.gov.cn/", "", 0, "", "", ""},
		{"server's own page", "f5093f46d760", "http://zjj.baoding.gov.cn/", "", 0, "", "", ""},
		{"cover without a word of budgets", "f245a9d80860", "http://xfj.sc.gov.cn/", "", 0, "", "", ""},
		{"notice", "aebbe95fc017", "https://www.yueyang.gov.cn/a/1.html", "", 0, "", "", ""},
	} {
		t.Run(c.kind, func(t *testing.T) {
			p := corpusPage(t, c.file, c.at)
			links := Site{}.Discover(p, []string{p.URL.Host})
			if got := countTypes(links.Documents); got != c.documents {
				t.Errorf("documents: %s, want %s", got, c.documents)
			}
			if len(links.Pages) != c.pages {
				t.Errorf("%d pages, want %d: %s", len(links.Pages), c.pages, titles(links.Pages))
			}
			if got := paths(links.Pagers); got != c.pagers {
				t.Errorf("pagers: %s, want %s", got, c.pagers)
			}
			if got := firstOf(links); c.first != "" && got != c.first {
				t.Errorf("first: %s, want %s", got, c.first)
			}
			redirect := ""
			if links.Redirect != nil {
				redirect = links.Redirect.Path
			}
			if redirect != c.redirect {
				t.Errorf("redirect to %q, want %q", redirect, c.redirect)
			}
		})
	}
}
