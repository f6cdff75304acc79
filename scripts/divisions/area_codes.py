"""
Packs the area codes of telephones by province from the data of libphonenumber (Apache-2.0), which Debian's
python3-phonenumbers 8.12.57 holds: area_codes.py > src/panel/area-codes.json. A code that its data do not place is left out.
"""
import json

import phonenumbers
from phonenumbers import geocoder

CHINA = 86
# A subscriber's number of eight or seven digits that no service has.
SUBSCRIBERS = ("57882001", "5788200")
# The first two digits of the codes of divisions.
PROVINCES = {
    "北京": 11, "天津": 12, "河北": 13, "山西": 14, "内蒙古": 15, "辽宁": 21, "吉林": 22, "黑龙江": 23, "上海": 31, "江苏": 32, "浙江": 33,
    "安徽": 34, "福建": 35, "江西": 36, "山东": 37, "河南": 41, "湖北": 42, "湖南": 43, "广东": 44, "广西": 45, "海南": 46, "重庆": 50,
    "四川": 51, "贵州": 52, "云南": 53, "西藏": 54, "陕西": 61, "甘肃": 62, "青海": 63, "宁夏": 64, "新疆": 65,
}


def province_of(area):
    for subscriber in SUBSCRIBERS:
        number = phonenumbers.PhoneNumber(country_code=CHINA, national_number=int(area[1:] + subscriber))
        place = geocoder.description_for_number(number, "zh")
        for name, code in PROVINCES.items():
            if place.startswith(name):
                return str(code)
    return None


def main():
    found = {}
    for area in [f"0{n}" for n in (10, *range(20, 30), *range(300, 1000))]:
        province = province_of(area)
        if province:
            found.setdefault(province, []).append(area)
    print(json.dumps({province: " ".join(found[province]) for province in sorted(found)}, indent=2))


main()
