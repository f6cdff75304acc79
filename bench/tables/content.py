"""Made-up documents with tables, as a model that every look draws: what they say is also the truth they are scored by."""
import random


def cell(text, rows=1, columns=1, kind="value", indent=0):
    return dict(text=text, rows=rows, columns=columns, kind=kind, indent=indent)


def head(text, rows=1, columns=1):
    return cell(text, rows, columns, "head")


def label(text, rows=1, columns=1, indent=0):
    return cell(text, rows, columns, "label", indent)


def table(number, title, unit, head_rows, body, note=None, where="line", repeat=True):
    """`where`: the unit stands on a line of its own (`line`), in the caption (`caption`), or nowhere."""
    return dict(kind="table", number=number, title=title, unit=unit, head=head_rows, body=body, note=note, where=where, repeat=repeat)


def para(text):
    return dict(kind="para", text=text)


def heading(text):
    return dict(kind="heading", text=text)


PLACES = "青石县 白河区 云岭市 南溪县 东湖区 长丰县 古渡镇 临江区 望城县 松山市 金沙区 石桥镇 新河县 北塘区 龙泉镇".split()
CLASSES = [
    ("201", "一般公共服务支出", [("03", "政府办公厅（室）及相关机构事务", [("01", "行政运行"), ("02", "一般行政管理事务"), ("50", "事业运行")]), ("31", "党委办公厅（室）及相关机构事务", [("01", "行政运行"), ("99", "其他党委办公厅（室）及相关机构事务支出")])]),
    ("205", "教育支出", [("02", "普通教育", [("01", "学前教育"), ("02", "小学教育"), ("03", "初中教育")]), ("08", "进修及培训", [("03", "培训支出")])]),
    ("208", "社会保障和就业支出", [("05", "行政事业单位养老支出", [("01", "行政单位离退休"), ("05", "机关事业单位基本养老保险缴费支出"), ("06", "机关事业单位职业年金缴费支出")]), ("08", "抚恤", [("01", "死亡抚恤"), ("99", "其他优抚支出")])]),
    ("210", "卫生健康支出", [("11", "行政事业单位医疗", [("01", "行政单位医疗"), ("02", "事业单位医疗"), ("03", "公务员医疗补助")])]),
    ("213", "农林水支出", [("01", "农业农村", [("04", "事业运行"), ("08", "病虫害控制"), ("22", "农业生产发展")]), ("03", "水利", [("05", "水利工程建设"), ("06", "水利工程运行与维护")])]),
    ("221", "住房保障支出", [("02", "住房改革支出", [("01", "住房公积金"), ("03", "购房补贴")])]),
]


def money(rng, top=9000, decimals=2):
    if rng.random() < 0.08:
        return 0
    return round(rng.uniform(0.3, top), decimals)


def shown(value, decimals=2, thousands=True, blank=True):
    if value == 0 and blank:
        return ""
    return f"{value:,.{decimals}f}" if thousands else f"{value:.{decimals}f}"


def budget_codes(rng, split, number="公开03表"):
    """Expenditure by 类/款/项, in three columns of codes or one; sums hold."""
    decimals = rng.choice([2, 2, 0])
    head_rows = (
        [[head("科目编码", 1, 3), head("科目名称", 2), head("合计", 2), head("基本支出", 2), head("项目支出", 2)], [head("类"), head("款"), head("项")]]
        if split
        else [[head("功能分类科目编码"), head("科目名称"), head("本年支出合计"), head("基本支出"), head("项目支出"), head("上缴上级支出")]]
    )
    rows, total = [], [0, 0]
    chosen = [each for each in CLASSES if rng.random() < 0.85]
    for code, name, groups in chosen:
        sub, parts = [0, 0], []
        for code2, name2, items in groups:
            sub2, leaves = [0, 0], []
            for code3, name3 in items:
                pair = [money(rng, 900, decimals), money(rng, 500, decimals)]
                leaves.append((code3, name3, pair))
                sub2 = [sub2[i] + pair[i] for i in (0, 1)]
            parts.append((code2, name2, sub2, leaves))
            sub = [sub[i] + sub2[i] for i in (0, 1)]
        total = [total[i] + sub[i] for i in (0, 1)]
        rows.append(((code, "", ""), name, sub))
        for code2, name2, sub2, leaves in parts:
            rows.append(((code, code2, ""), name2, sub2))
            for code3, name3, pair in leaves:
                rows.append(((code, code2, code3), name3, pair))
    body = []
    values = lambda pair: [cell(shown(sum(pair), decimals)), cell(shown(pair[0], decimals)), cell(shown(pair[1], decimals))]
    extra = [] if split else [cell("")]
    span = 4 if split else 2
    body.append([label("合计", 1, span)] + values(total) + extra)
    for codes, name, pair in rows:
        codes_cells = [label(each) for each in codes] if split else [label("".join(codes))]
        body.append(codes_cells + [label(name)] + values(pair) + extra)
    title = rng.choice(["一般公共预算支出表", "支出决算表", "部门支出总表"])
    return table(number, f"{rng.choice(['2022', '2023', '2024'])}年{title}", "万元", head_rows, body, rng.choice([None, "注：本表反映部门本年度各项支出情况。"]))


def budget_two_sides(rng, number="公开01表"):
    left = ["一、一般公共预算拨款收入", "二、政府性基金预算拨款收入", "三、国有资本经营预算拨款收入", "四、上级补助收入", "五、事业收入", "六、经营收入", "七、附属单位上缴收入", "八、其他收入"]
    right = ["一、一般公共服务支出", "二、外交支出", "三、国防支出", "四、公共安全支出", "五、教育支出", "六、科学技术支出", "七、文化旅游体育与传媒支出", "八、社会保障和就业支出"]
    a, b = [money(rng, 3000) if rng.random() < 0.6 else 0 for _ in left], [money(rng, 3000) if rng.random() < 0.6 else 0 for _ in right]
    body = [[label(l), cell(shown(x)), label(r), cell(shown(y))] for l, x, r, y in zip(left, a, right, b)]
    rest = round(sum(a) - sum(b), 2)
    top = round(max(sum(a), sum(b)), 2)
    body.append([label("本年收入合计"), cell(shown(sum(a))), label("本年支出合计"), cell(shown(sum(b)))])
    body.append([label("上年结转结余"), cell(shown(max(0, -rest))), label("年末结转结余"), cell(shown(max(0, rest)))])
    body.append([label("总计"), cell(shown(top)), label("总计"), cell(shown(top))])
    word = rng.choice(["决算数", "预算数"])
    return table(number, "收入支出总表", "万元", [[head("收入", 1, 2), head("支出", 1, 2)], [head("项目"), head(word), head("项目"), head(word)]], body)


def bulletin(rng, number):
    names = [("地区生产总值", "亿元"), ("第一产业增加值", "亿元"), ("第二产业增加值", "亿元"), ("第三产业增加值", "亿元"), ("年末常住人口", "万人"), ("城镇化率", "%"), ("社会消费品零售总额", "亿元"), ("粮食产量", "万吨"), ("公路通车里程", "公里"), ("普通高等学校在校生", "人")]
    rng.shuffle(names)
    body = []
    for name, unit in names[: rng.randint(5, 10)]:
        growth = round(rng.uniform(-9, 14), 1)
        body.append([label(name), label(unit), cell(shown(rng.uniform(2, 9000), rng.choice([1, 2]), False)), cell(("−" if growth < 0 else "") + f"{abs(growth):.1f}")])
    year = rng.choice([2021, 2022, 2023])
    return table(number, f"{year}年主要指标完成情况", None, [[head("指标"), head("计量单位"), head("绝对数"), head("比上年增长（%）")]], body, "资料来源：根据统计年报整理。", "none")


def regions(rng, number):
    columns = ["户籍人口", "常住人口", "城镇人口", "乡村人口", "从业人员", "财政收入"][: rng.randint(3, 6)]
    places = rng.sample(PLACES, rng.randint(6, 14))
    values = [[rng.randint(3, 98765) for _ in columns] for _ in places]
    body = [[label(rng.choice(["全县总计", "合计"]))] + [cell(f"{sum(row[i] for row in values):,}") for i in range(len(columns))]]
    body += [[label(place)] + [cell(f"{each:,}") for each in row] for place, row in zip(places, values)]
    return table(number, "分地区人口及收入情况", "人、万元", [[head("地区")] + [head(each) for each in columns]], body)


def series(rng, number):
    start = rng.randint(1990, 2010)
    n = rng.randint(8, 30)
    head_rows = [[head("年份", 2), head("进出口总额", 1, 3), head("外商投资", 1, 2)], [head("总额"), head("出口"), head("进口"), head("项目数"), head("实际使用额")]]
    body = []
    for i in range(n):
        out, into = rng.randint(100, 90000), rng.randint(100, 90000)
        body.append([label(str(start + i))] + [cell(str(each)) for each in (out + into, out, into, rng.randint(3, 400), rng.randint(50, 9000))])
    return table(number, "历年对外贸易和利用外资情况", "万美元", head_rows, body, None, "caption")


def annex(rng, number):
    body = [[label(str(i + 1)), label(rng.choice(PLACES) + rng.choice(["第一小学", "卫生院", "文化站", "敬老院", "图书馆"])), label(rng.choice(["公益一类", "公益二类", "差额拨款"])), cell(str(rng.randint(3, 88))), label(rng.choice(["", "新增", "在建"]))] for i in range(rng.randint(6, 40))]
    return table(number, "项目单位名单", None, [[head("序号"), head("单位名称"), head("类别"), head("编制人数"), head("备注")]], body, None, "none")


def grouped(rng, number):
    body = []
    for group in ["一、产业发展", "二、基础设施", "三、公共服务"]:
        body.append([label(group)] + [cell("") for _ in range(3)])
        for name in rng.sample(["特色种植", "农产品加工", "仓储物流", "农村公路", "安全饮水", "电网改造", "乡村教师培训", "村级卫生室"], rng.randint(2, 4)):
            plan, done = rng.randint(10, 900), rng.randint(1, 10)
            body.append([label(name)] + [cell(str(plan)), cell(str(done)), cell(rng.choice([f"{rng.uniform(1, 100):.1f}%", "-", "100%"]))])
    return table(number, "项目资金执行情况", "万元", [[head("项目类别"), head("计划资金"), head("已拨资金"), head("执行率")]], body)


def english_money(rng, number):
    years = [str(y) for y in range(rng.randint(2016, 2021), 2023)][:3]
    names = ["Product revenue", "Service revenue", "Licensing and other", "Cost of revenue", "Research and development", "Sales and marketing", "General and administrative", "Interest income", "Income taxes"]
    rng.shuffle(names)
    body = []
    for name in names[: rng.randint(5, 9)]:
        body.append([label(name)] + [cell(f"({rng.randint(100, 99999):,})" if rng.random() < 0.3 else f"{rng.randint(100, 999999):,}") for _ in years])
    body.append([label("Net income")] + [cell(f"{rng.randint(100, 999999):,}") for _ in years])
    return table(f"Table {number}", "Consolidated results of operations", "in thousands", [[head("Year ended December 31")] + [head(y) for y in years]], body, "Source: company filings.", "caption")


def english_rates(rng, number):
    countries = ["Austria", "Brazil", "Côte d’Ivoire", "Denmark", "España", "Finland", "Ghana", "Hungary", "India", "Japan", "Kenya", "New Zealand", "South Africa", "Türkiye"]
    head_rows = [[head("Country", 2), head("Urban population", 1, 2), head("Rural population", 1, 2), head("Density", 2)], [head("Male"), head("Female"), head("Male"), head("Female")]]
    body = []
    for name in sorted(rng.sample(countries, rng.randint(6, 13))):
        body.append([label(name)] + [cell("…" if rng.random() < 0.08 else f"{rng.uniform(0.4, 99):.1f}") for _ in range(4)] + [cell(str(rng.randint(3, 900)))])
    return table(f"Table {number}", "Population by area and sex", "percent", head_rows, body, "Note: Figures are estimates.", "caption")


def prose(rng, english):
    if english:
        words = "the report describes how results were obtained and which measures were taken during the year under review across all regions".split()
        return " ".join(" ".join(rng.sample(words, 12)).capitalize() + "." for _ in range(rng.randint(2, 5)))
    parts = ["全县经济运行总体平稳，主要指标保持在合理区间", "各部门认真落实工作部署，预算执行情况较好", "收入较上年增加，主要原因是项目资金增加", "公共服务水平进一步提升，群众满意度提高", "财政支出结构继续优化，重点领域得到保障"]
    return "".join(rng.choice(parts) + "。" for _ in range(rng.randint(2, 6)))


def raw(html):
    return dict(kind="raw", html=html)


def contents(rng, english):
    """A table of contents with dot leaders."""
    names = ["Overview", "Methods", "Revenue", "Expenditure", "Annex"] if english else ["部门概况", "收支总表说明", "支出决算说明", "名词解释", "附件"]
    lines = "".join(f'<div style="display:flex"><span>{i + 1}. {n}</span><span style="flex:1;overflow:hidden;white-space:nowrap">{"." * 200}</span><span>{rng.randint(2, 90)}</span></div>' for i, n in enumerate(names * 2))
    return raw(f"<div>{lines}</div>")


def columns(rng, english):
    """Prose in two columns."""
    return raw(f'<div style="columns:2;column-gap:24pt">{"".join("<p>" + prose(rng, english) + "</p>" for _ in range(5))}</div>')


def chart(rng):
    """A bar chart with numbers on its axes and bars."""
    bars = [rng.randint(10, 95) for _ in range(7)]
    marks = "".join(f'<rect x="{60 + 55 * i}" y="{130 - b}" width="30" height="{b}" fill="#7aa6d8" stroke="#333"/><text x="{62 + 55 * i}" y="{124 - b}" font-size="9">{b}.{i}</text><text x="{60 + 55 * i}" y="146" font-size="9">{2015 + i}</text>' for i, b in enumerate(bars))
    axis = "".join(f'<line x1="50" x2="450" y1="{130 - t}" y2="{130 - t}" stroke="#bbb"/><text x="28" y="{133 - t}" font-size="9">{t}</text>' for t in range(0, 101, 20))
    return raw(f'<svg width="460" height="155">{axis}{marks}</svg><p class="cap">图{rng.randint(1, 9)} 历年变化情况</p>')


def blank_form(rng):
    """A ruled form that nobody has filled in."""
    return raw('<table style="border-collapse:collapse">' + "".join("<tr>" + '<td style="border:.6pt solid #000;height:16pt">&nbsp;</td>' * 5 + "</tr>" for _ in range(6)) + "</table>")


def letter(rng, english):
    lines = ["抄送：县委办公室，县人大办公室", "联系人：王某　　电话：0731-55512345", "地址：解放路 12 号　　邮编：411100", "2023年5月6日"]
    return raw("".join(f"<p>{each}</p>" for each in lines))


def document(kind, rng):
    """One document: its blocks in order."""
    english = kind.startswith("english")
    blocks = []
    def add(made):
        blocks.extend([para(prose(rng, english)) for _ in range(rng.randint(1, 3))] + [made])
    place = rng.choice(PLACES)
    if kind == "budget":
        blocks.append(heading(f"{place}财政局2023年部门决算"))
        for made in (budget_two_sides(rng), budget_codes(rng, True, "公开02表"), budget_codes(rng, False, "公开03表")):
            add(made)
    elif kind == "bulletin":
        blocks.append(heading(f"{place}2022年国民经济和社会发展统计公报"))
        for made in (bulletin(rng, "表1"), regions(rng, "表2"), series(rng, "表3")):
            add(made)
    elif kind == "annex":
        blocks.append(heading(f"{place}乡村建设项目实施方案"))
        for made in (grouped(rng, "附表1"), annex(rng, "附表2"), regions(rng, "附表3")):
            add(made)
    else:
        blocks.append(heading("Statistical annex and financial results"))
        for made in (english_money(rng, 1), english_rates(rng, 2), english_rates(rng, 3)):
            add(made)
    blocks.append(para(prose(rng, english)))
    return blocks


def distracting(rng):
    """A document with one table among much that only looks like one."""
    english = rng.random() < 0.4
    others = [contents(rng, english), columns(rng, english), chart(rng), blank_form(rng), letter(rng, english)]
    rng.shuffle(others)
    made = english_rates(rng, 1) if english else regions(rng, "表1")
    blocks = [heading("Statistical annex" if english else f"{rng.choice(PLACES)}统计资料")]
    for each in others[:3]:
        blocks += [each, para(prose(rng, english))]
    blocks.append(made)
    for each in others[3:]:
        blocks += [para(prose(rng, english)), each]
    return blocks


KINDS = ["budget", "bulletin", "annex", "english"]
