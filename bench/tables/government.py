"""Tables as governments print them: English ones with nested headings, wrapped labels and groups; budgets of departments."""
from content import CLASSES, PLACES, cell, head, label, money, shown, table

COUNTRIES = "Austria|Belgium|Bulgaria|Cyprus|Czech Republic|Denmark|Estonia|Finland|France|Germany|Greece|Hungary|Ireland|Italy|Latvia|Lithuania|Luxembourg|Malta|Netherlands|Poland|Portugal|Romania|Slovakia|Slovenia|Spain|Sweden|United Kingdom".split("|")
LONG = [
    "Grants to State and local governments for administration of the programme",
    "Payments to individuals under the supplementary assistance scheme, including advance payments",
    "Research and development (excluding facilities and equipment)",
    "Loans, guarantees and other financial instruments managed by the agency on behalf of participating institutions",
    "Technical assistance",
    "Operating expenses",
    "Purchases of goods and services from Federal sources other than the agency's own revolving fund",
    "Share of households reporting at least one difficulty in making ends meet",
    "Persons aged 15 to 64 in employment",
    "Interest on the public debt and other intragovernmental transfers",
    "Land and structures",
    "Number of enterprises with 250 or more persons employed, not counting subsidiaries",
    "Travel and transportation of persons",
    "Rent, communications and utilities",
]
GROUPS = [("Northern region", "Alder Bramble Calder Drayton Elmwood Fairford"), ("Southern region", "Grafton Harlow Ilford Jarrow Kendal Langley"), ("Islands", "Marlow Norwood Oakham Penrith")]
PROGRAMMES = [
    ("Rural Access Fund", "Department of Transport", "Local roads, bridges and footpaths in districts with fewer than 20 000 inhabitants", "Open"),
    ("Clean Water Initiative", "Environment Agency", "Treatment plants", "Closed"),
    ("Youth Employment Scheme", "Ministry of Labour", "Training places and wage subsidies for persons under 25", "Open"),
    ("Digital Schools", "Ministry of Education", "Equipment, connections and teacher training", "Planned"),
    ("Small Harbours Programme", "Maritime Authority", "Quays, moorings and dredging", "Open"),
    ("Heritage Repair Grants", "Council for Monuments", "Urgent repairs to listed buildings that are open to visitors", "Closed"),
    ("Energy Advice Service", "Energy Office", "Home visits", "Open"),
]


def amount(rng, style):
    """One number as such tables print it."""
    if style == "share":
        return rng.choice(["–", ":", "n/a"]) if rng.random() < 0.06 else f"{rng.uniform(0.2, 99.5):.1f}"
    if style == "per cent":
        return f"{rng.uniform(0, 100):.1f}%" if rng.random() > 0.04 else "—"
    if style == "change":
        value = rng.uniform(-30, 30)
        return f"({abs(value):.1f})" if value < 0 else f"{value:.1f}"
    if style == "note":
        return f"{rng.randint(40, 99999):,}" + (rng.choice(["(1)", "(2)", "*"]) if rng.random() < 0.08 else "")
    if style == "blank" and rng.random() < 0.3:
        return ""
    return f"{rng.randint(3, 99999):,}"


STYLES = ["count", "count", "share", "per cent", "change", "note", "blank"]


def nested(rng, number, depth=2):
    """Spanning headings over groups of columns, in two or three levels."""
    years = [str(y) for y in range(2005, 2012)]
    start = rng.randint(0, 4)
    tops = rng.choice([years[start : start + 2], years[start : start + 3], ["Imports", "Exports"], ["Men", "Women", "Total"], ["Budget authority", "Outlays"]])
    subs = rng.choice([["Total", "Urban", "Rural"], ["EU-15", "EU-27"], ["Number", "Share (%)"], ["Actual", "Estimate", "Change"], ["Primary", "Secondary", "Tertiary"]])
    styles = [rng.choice(STYLES) for _ in subs]
    corner = rng.choice(["", "Country", "Country or area", "Region"])
    if depth == 3:
        head_rows = [[head(corner, 3), head(rng.choice(["Population by status", "Expenditure of general government", "Enterprises"]), 1, len(tops) * len(subs)), head("Rank", 3)], [head(t, 1, len(subs)) for t in tops], [head(s) for _ in tops for s in subs]]
    else:
        single = rng.random() < 0.4
        head_rows = [[head(corner, 2)] + [head(t, 1, len(subs)) for t in tops] + ([head("Rank", 2)] if single else []), [head(s) for _ in tops for s in subs]]
    extra = head_rows[0][-1]["text"] == "Rank"
    body = [[label(name)] + [cell(amount(rng, s)) for _ in tops for s in styles] + ([cell(str(rng.randint(1, 27)))] if extra else []) for name in sorted(rng.sample(COUNTRIES, rng.randint(6, 16)))]
    return table(f"Table {number}", rng.choice(["Employment by level of education", "Trade in agricultural products", "Public expenditure on education", "Municipal waste generated and treated"]), None, head_rows, body, rng.choice([None, "Source: Eurostat.", "(1) Provisional data. (2) Break in series."]), "none")


def wrapped(rng, number):
    """Row labels of several lines and headings of several lines."""
    names = rng.sample(["Fiscal year 2009 actual", "Fiscal year 2010 estimate", "Fiscal year 2011 request", "Change from 2010 to 2011", "Share of total (per cent)", "Average annual growth, 2000–2008"], rng.randint(3, 5))
    styles = [rng.choice(STYLES) for _ in names]
    rows = rng.sample(LONG, rng.randint(5, 10))
    body = [[label(name)] + [cell(amount(rng, s)) for s in styles] for name in rows]
    body.append([label("Total")] + [cell(f"{rng.randint(1000, 999999):,}") for _ in styles])
    return table(f"Table {number}", rng.choice(["Obligations by object class", "Main programme indicators", "Summary of requirements"]), rng.choice([None, "in thousands"]), [[head("Object class" if rng.random() < 0.6 else "")] + [head(n) for n in names]], body, rng.choice([None, "Note: Details may not add to totals due to rounding."]), "caption")


def grouped(rng, number):
    """Groups whose name stands alone on a line of its own, with indented members."""
    columns = rng.sample(["Births", "Deaths", "Natural increase", "Net migration", "Households", "Dwellings", "Area (km²)"], rng.randint(3, 6))
    styles = [rng.choice(["count", "share", "change", "blank"]) for _ in columns]
    body = []
    for name, members in GROUPS:
        body.append([label(name)] + [cell("") for _ in columns])
        body += [[label(each, indent=1)] + [cell(amount(rng, s)) for s in styles] for each in members.split()[: rng.randint(2, 6)]]
    body.append([label("All regions")] + [cell(amount(rng, "count")) for _ in columns])
    return table(f"Table {number}", rng.choice(["Vital statistics by region", "Districts at a glance"]), None, [[head("Region and district")] + [head(c) for c in columns]], body, rng.choice([None, "Source: National Statistical Office, Annual abstract."]), "none")


def outlined(rng, number):
    """Groups with numbers of their own and indented parts below them, as accounts have."""
    body = []
    for group, parts in rng.sample([("Receipts", ["Taxes on income", "Social contributions", "Customs duties", "Miscellaneous receipts"]), ("Outlays", ["National defense", "Health", "Education, training and employment", "Net interest"]), ("Financing", ["Borrowing from the public", "Other means of financing"])], 2):
        columns = 4
        body.append([label(group)] + [cell(amount(rng, "count")) for _ in range(columns)])
        body += [[label(each, indent=1)] + [cell(amount(rng, "count")) for _ in range(columns)] for each in parts]
    body.append([label("Surplus or deficit (–)")] + [cell(f"–{rng.randint(100, 9999):,}") for _ in range(4)])
    return table(f"Table {number}", "Budget totals", "In billions of dollars", [[head("", 2), head("Actual", 2), head("Estimate", 1, 3)], [head("2010"), head("2011"), head("2012")]], body, None, "caption")


def texts(rng, number):
    """Words in all columns."""
    body = [[label(a), label(b), label(c), label(d)] for a, b, c, d in rng.sample(PROGRAMMES, rng.randint(4, 7))]
    return table(f"Table {number}", "Programmes by responsible body", None, [[head("Programme"), head("Responsible body"), head("Eligible measures"), head("Status")]], body, None, "none")


def short(rng, number):
    """Two or three columns only."""
    names = rng.sample(COUNTRIES, rng.randint(5, 10))
    columns = rng.choice([["2009"], ["2008", "2009"], ["Number of cases"], ["Ratio", "95% CI"]])
    body = [[label(n)] + [cell(f"{rng.uniform(0.1, 9):.2f} ({rng.uniform(0.1, 4):.2f}–{rng.uniform(4, 12):.2f})" if c == "95% CI" else amount(rng, "share")) for c in columns] for n in names]
    return table(f"Table {number}", "Rate per 1 000 inhabitants", None, [[head(rng.choice(["Country", "Member State"]))] + [head(c) for c in columns]], body, None, "none")


ENGLISH = [nested, wrapped, grouped, outlined, texts, short, lambda rng, number: nested(rng, number, 3)]


def by_codes(rng, number, part=None):
    """Expenditure with codes in three columns, of which the lower rows print their own digits alone."""
    alone = rng.random() < 0.5
    columns = rng.choice([["合计", "基本支出", "项目支出"], ["合计", "人员经费", "公用经费", "项目支出", "备注"], ["本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"]])
    head_rows = [[head("科目编码", 1, 3), head("科目名称", 2)] + [head(c, 2) for c in columns], [head("类"), head("款"), head("项")]]
    if rng.random() < 0.5:
        head_rows.append([head("栏次", 1, 4)] + [head(str(i + 1)) for i in range(len(columns))])
    values = lambda: [cell("" if c in ("备注", "上缴上级支出", "经营支出", "对附属单位补助支出") else shown(money(rng, 2000))) for c in columns]
    body = [[label("合计", 1, 4)] + values()]
    for code, name, groups in [each for each in CLASSES if rng.random() < 0.85]:
        body.append([label(code), label(""), label(""), label(name)] + values())
        for code2, name2, items in groups:
            body.append([label("" if alone else code), label(code2), label(""), label(name2)] + values())
            body += [[label("" if alone else code), label("" if alone else code2), label(code3), label(name3)] + values() for code3, name3 in items]
    return table(number, rng.choice(["一般公共预算支出表", "部门支出总表", "一般公共预算财政拨款支出决算表"]), rng.choice(["万元", "元"]), head_rows, body, None)


def three_funds(rng, number):
    """Expenditure by fund: three years and shares, and columns that are blank all over."""
    columns = ["年初结转和结余", "本年收入", "小计", "基本支出", "项目支出", "年末结转和结余"]
    head_rows = [[head("项目", 1, 2)] + [head(columns[0], 2), head(columns[1], 2), head("本年支出", 1, 3), head(columns[5], 2)], [head("功能分类科目编码"), head("科目名称"), head("小计"), head("基本支出"), head("项目支出")]]
    blank = rng.random() < 0.5
    body = [] if blank else [[label(f"21208{i:02d}"), label(n)] + [cell(shown(money(rng, 400))) for _ in columns] for i, n in enumerate(["征地和拆迁补偿支出", "土地开发支出", "城市建设支出", "农村基础设施建设支出"])]
    body.insert(0, [label("合计", 1, 2)] + [cell(shown(money(rng, 4000))) for _ in columns])
    return table(number, "政府性基金预算财政拨款收入支出决算表", "万元", head_rows, body, "注：本表反映部门本年度政府性基金预算财政拨款收入、支出及结转和结余情况。")


def sides(rng, number):
    """Income beside expenditure, with one or four columns of numbers on the right."""
    left = ["一、本年收入", "（一）一般公共预算拨款", "（二）政府性基金预算拨款", "（三）国有资本经营预算拨款", "二、上年结转", "（一）一般公共预算拨款", "（二）政府性基金预算拨款"]
    right = ["一、本年支出", "（一）一般公共服务支出", "（二）公共安全支出", "（三）教育支出", "（四）科学技术支出", "（五）社会保障和就业支出", "（六）卫生健康支出", "（七）住房保障支出", "二、结转下年"]
    columns = ["合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"]
    body = []
    for i, name in enumerate(right):
        pair = [label(left[i]), cell(shown(money(rng, 3000)))] if i < len(left) else [label(""), cell("")]
        body.append(pair + [label(name)] + [cell(shown(money(rng, 900)) if rng.random() < 0.6 else "") for _ in columns])
    body.append([label("收入总计"), cell(shown(money(rng, 9000))), label("支出总计")] + [cell(shown(money(rng, 9000))) for _ in columns])
    return table(number, "财政拨款收支总表", "万元", [[head("收入", 1, 2), head("支出", 1, 5)], [head("项目"), head("预算数"), head("项目")] + [head(c) for c in columns]], body)


def three_expenses(rng, number):
    """One row of numbers under headings in three levels: 三公经费."""
    head_rows = [[head("合计", 3), head("因公出国（境）费", 3), head("公务用车购置及运行费", 1, 3), head("公务接待费", 3)], [head("小计", 2), head("公务用车购置费", 2), head("公务用车运行费", 2)], []]
    head_rows = [[head("合计", 2), head("因公出国（境）费", 2), head("公务用车购置及运行费", 1, 3), head("公务接待费", 2)], [head("小计"), head("公务用车购置费"), head("公务用车运行费")]]
    return table(number, "一般公共预算“三公”经费支出表", "万元", head_rows, [[cell(f"{rng.uniform(0.1, 90):.2f}") for _ in range(6)]])


def economic(rng, number):
    """Economic classification in two halves side by side: codes, names, numbers, and the same again."""
    left = [("301", "工资福利支出"), ("30101", "基本工资"), ("30102", "津贴补贴"), ("30103", "奖金"), ("30107", "绩效工资"), ("30108", "机关事业单位基本养老保险缴费"), ("30113", "住房公积金")]
    right = [("302", "商品和服务支出"), ("30201", "办公费"), ("30205", "水费"), ("30206", "电费"), ("30211", "差旅费"), ("30215", "会议费"), ("30216", "培训费")]
    body = [[label(a), label(b), cell(shown(money(rng, 300))), label(c), label(d), cell(shown(money(rng, 90)))] for (a, b), (c, d) in zip(left, right)]
    body.append([label("人员经费合计", 1, 2), cell(shown(money(rng, 3000))), label("公用经费合计", 1, 2), cell(shown(money(rng, 900)))])
    return table(number, "一般公共预算财政拨款基本支出决算表", "万元", [[head("人员经费", 1, 3), head("公用经费", 1, 3)], [head("科目编码"), head("科目名称"), head("决算数")] * 2], body)


BUDGET = [sides, by_codes, three_funds, three_expenses, economic]
