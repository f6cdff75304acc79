"""Tables as yearbooks show them in small pictures: bilingual headings, indented labels, whole columns within one cell, notes."""
from content import PLACES, cell, head, label, table

ITEMS = [
    ("年末总人口（万人）", "Total Population at Year-end (10 000 persons)", [("城镇人口", "Urban"), ("乡村人口", "Rural"), ("男", "Male"), ("女", "Female")]),
    ("就业人员（万人）", "Employed Persons (10 000 persons)", [("第一产业", "Primary Industry"), ("第二产业", "Secondary Industry"), ("第三产业", "Tertiary Industry")]),
    ("地区生产总值（亿元）", "Gross Regional Product (100 million yuan)", [("农林牧渔业", "Agriculture"), ("工业", "Industry"), ("建筑业", "Construction"), ("金融业", "Finance")]),
    ("一般公共预算收入（亿元）", "General Public Budget Revenue (100 million yuan)", [("税收收入", "Tax Revenue"), ("非税收入", "Non-tax Revenue")]),
    ("货物进出口总额（万美元）", "Total Value of Imports and Exports (USD 10 000)", [("出口总额", "Exports"), ("进口总额", "Imports")]),
    ("普通高等学校", "Regular Institutions of Higher Education", [("学校数（所）", "Institutions (unit)"), ("在校学生（人）", "Enrolment (person)"), ("专任教师（人）", "Full-time Teachers (person)")]),
]
REGIONS = "北京 Beijing|天津 Tianjin|河北 Hebei|山西 Shanxi|内蒙古 Inner Mongolia|辽宁 Liaoning|吉林 Jilin|黑龙江 Heilongjiang|上海 Shanghai|江苏 Jiangsu|浙江 Zhejiang|安徽 Anhui|福建 Fujian|江西 Jiangxi|山东 Shandong|河南 Henan".split("|")
COLUMNS = [("企业单位数", "Number of Enterprises"), ("资产总计", "Total Assets"), ("负债合计", "Total Liabilities"), ("主营业务收入", "Revenue from Principal Business"), ("利润总额", "Total Profits"), ("平均用工人数", "Average Number of Employees"), ("应交增值税", "Value-added Tax Payable")]
NOTES = ["注：1. 本表按当年价格计算。2. 2010年及以后数据为年度调查数。", "注：本表数据不含港澳台地区。", "Note: Data in this table are calculated at current prices.", "资料来源：国家统计局。"]


def figure(rng, decimals=None, blank=0.03):
    if rng.random() < blank:
        return rng.choice(["", "", "…", "-"])
    decimals = rng.choice([0, 1, 2]) if decimals is None else decimals
    value = rng.uniform(0.3, 10 ** rng.randint(1, 5))
    return f"{value:.{decimals}f}"


def both(pair, bilingual, joint="\n"):
    return joint.join(pair) if bilingual else pair[0]


def indicators(rng, number, bilingual):
    """Indicators with their parts below them, indented, over years."""
    years = [str(y) for y in sorted(rng.sample([1978, 1980, 1985, 1990, 1995, 2000, 2005, 2010, 2015, 2018, 2019, 2020], rng.randint(4, 6)))]
    head_rows = [[head(both(("指标", "Item"), bilingual, " ")) if rng.random() < 0.7 else head("")] + [head(y) for y in years]]
    body = []
    for name, english, parts in rng.sample(ITEMS, rng.randint(2, 4)):
        decimals = rng.choice([0, 1, 2])
        filled = rng.random() < 0.75
        body.append([label(both((name, english), bilingual and rng.random() < 0.5, " "))] + [cell(figure(rng, decimals, 0) if filled else "") for _ in years])
        body += [[label(both(part, bilingual, " "), indent=1)] + [cell(figure(rng, decimals)) for _ in years] for part in parts]
    return table(number, rng.choice(["国民经济主要指标", "人口和就业基本情况", "主要社会经济指标"]), None, head_rows, body, rng.choice(NOTES + [None]), "none")


def regions(rng, number, bilingual):
    """Regions by columns whose headings are in two languages."""
    columns = rng.sample(COLUMNS, rng.randint(4, 6))
    head_rows = [[head(both(("地区", "Region"), bilingual))] + [head(both(c, bilingual)) for c in columns]]
    style = [rng.choice([0, 1, 2]) for _ in columns]
    body = [[label(both(("全国", "National Total"), bilingual, " "))] + [cell(figure(rng, d, 0)) for d in style]]
    for name in rng.sample(REGIONS, rng.randint(5, 12)):
        body.append([label(name if bilingual else name.split(" ")[0])] + [cell(figure(rng, d)) for d in style])
    return table(number, "分地区规模以上工业企业主要指标", "亿元", head_rows, body, rng.choice(NOTES + [None]), "line")


def years(rng, number, bilingual):
    """Years by nested headings; some rows have a blank line between them, as every fifth year has."""
    groups = rng.sample([(("总人口", "Total Population"), [("男", "Male"), ("女", "Female")]), (("按城乡分", "By Residence"), [("城镇", "Urban"), ("乡村", "Rural")]), (("货物运输量", "Freight Traffic"), [("铁路", "Railways"), ("公路", "Highways"), ("水运", "Waterways")]), (("生产量", "Output"), [("原煤", "Coal"), ("原油", "Crude Oil"), ("天然气", "Natural Gas")])], 2)
    head_rows = [[head(both(("年份", "Year"), bilingual), 2)] + [head(both(g, bilingual, " "), 1, len(parts)) for g, parts in groups], [head(both(p, bilingual)) for _, parts in groups for p in parts]]
    count = sum(len(parts) for _, parts in groups)
    style = [rng.choice([0, 1, 2]) for _ in range(count)]
    first = rng.randint(1985, 2008)
    body = [[label(str(first + i))] + [cell(figure(rng, d, 0.02)) for d in style] for i in range(rng.randint(7, 15))]
    return table(number, "历年人口、运输和主要产品产量", rng.choice(["万人、万吨", None]), head_rows, body, rng.choice(NOTES + [None]), "line")


def counties(rng, number, bilingual):
    """Few rows and many narrow columns of small digits."""
    names = [("乡镇", "Towns"), ("村", "Villages"), ("户数", "Households"), ("人口", "Persons"), ("耕地", "Farmland"), ("粮食", "Grain"), ("油料", "Oil"), ("蔬菜", "Greens"), ("水果", "Fruits"), ("肉类", "Meat")][: rng.randint(7, 10)]
    head_rows = [[head(both(("县区", "County"), bilingual))] + [head(both(n, bilingual)) for n in names]]
    style = [rng.choice([0, 0, 1]) for _ in names]
    body = [[label(p)] + [cell(figure(rng, d)) for d in style] for p in rng.sample(PLACES, rng.randint(5, 9))]
    return table(number, "各县区农业生产情况", "个、户、人、吨", head_rows, body, None, "line")


MAKERS = [indicators, regions, years, counties]
