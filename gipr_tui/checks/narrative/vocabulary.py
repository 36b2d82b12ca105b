"""The words of annual reports by kind: verbs, nouns, times, bodies, and the words that narrow a figure. Data only.

``WORDS`` gives every kind as regular expressions over folded text (no white space, narrow characters); where two kinds fit
at one place the earlier kind has it. ``SETS`` names unions of kinds and of earlier sets.
"""

from __future__ import annotations

from gipr_tui.checks.narrative.labels import APPLICANTS, CHANNELS, COURTS, FAMILIES, MATTERS, OUTCOMES, REASONS, RESULTS
from gipr_tui.checks.narrative.numbers import COUNT, MONEY, PERCENT, UNITS

_GOVERNMENT = "(?:市|区|县|省|州|旗|盟)"
_INFORMATION = "(?:政府|政务)?信息"
_MONTH = "(?:1[0-2]|0?[1-9])月"
_LARGE = "[一二三四五六七八九十]{1,3}"

WORDS: dict[str, tuple[str, ...]] = {
    "title": ("《(?!(?:政府)?信息公开申请表》)[^《》]{0,80}》", "〔[^〔〕]{0,12}〕", r"\[[^\[\]]{0,12}\]"),
    **REASONS,
    **COURTS,
    **OUTCOMES,
    **MATTERS,
    "alien": (
        f"(?<![0-9])(?:12345|123[0-9]{{2}}|110)(?![0-9{UNITS}])",
        "任务|项目(?!数)|工程|热线|工单|民声|市长信箱|信箱|领导信箱|留言|(?<!公开)诉求|信访|来访|来电|咨询|投诉|举报|建议|提案|议案",
        "行政复议|复议(?!机关(?:依法|均|都|全部|予以))|行政诉讼|诉讼|应诉|仲裁|主动公开|政策解读|解读|新闻发布|发布会|意见征集|征求意见|问政|民生|网民",
        "行政许可|许可|审批|行政处罚|处罚|行政强制|行政检查|执法|不动产登记|婚姻登记|证照",
        "(?:认定|援助|预审|贷款|注册|补办|换证|复核|鉴定|仲裁|赔偿|落户|入学|转学|听证|保障|参保|理赔|再审|开办|变更|注销|备案|资质|资格|职称|开户)申请(?!公开|人|的?(?:政府)?信息)",
        "补贴|补助|救助|低保|公租房|规范性文件|文件|公文|微博|微信公众号|公众号|微信|推文|稿件|动态|公告|公示|舆情|培训|问卷|线索|案卷|矛盾纠纷|纠纷|信息处理费",
        f"(?:发布|公布|公开|推送|报送|更新|制作)(?:各类|各项|相关|有关)?{_INFORMATION}(?!公开|的?申请)",
    ),
    # words that hold a verb or a noun of the other kinds and claim nothing
    "noise": (
        "(?:答复|办结|办理|处理|回复|办复|受理|公开|满意|及时|完成|按时|按期)率",
        "(?:答复|回复)(?:书|意见|时限|期限|口径|规范|文书|质量|内容|工作|流程|格式|模板|机制|水平|效率|函)",
        "(?:办理|处理)(?:结果(?!总[计数]|[合共]计)|情况|流程|工作|质量|质效|程序|机制|环节|时限|期限|规范|水平|效率|过程|要求|制度|中|决定|费)",
        "送达|第三方[^,;。0-9]{0,4}?同意(?:公开)?",
        "受理(?:点|窗口|机构|渠道|平台|中心|部门|单位|条件|范围|环节|登记|流程|工作|方式)|接收(?:点|渠道)",
        "申请(?:人(?!提交|提出|递交)|渠道|流程|方式|途径|条件|环节|材料|资料|理由|指南|平台|系统|页面|入口|工作|办理|内容)",
    ),
    "subject": (
        f"{_INFORMATION}(?:类)?公开(?:类|相关)?的?申请(?:公开)?(?!人|渠道|流程|方式|途径)",
        f"{_INFORMATION}的?依?申请公开的?(?:{_INFORMATION}|信息)?的?(?:申请)?(?!渠道)",
        "依申请公开办理(?=事项|件)",
        f"{_INFORMATION}公开(?:方面|相关)的?申请(?!人)|《(?:政府)?信息公开申请表》|{_INFORMATION}公开(?=答复(?:共|总|[0-9]))",
        "依(?:法)?申请(?:公开|政府|政务|信息|类){1,5}的?(?:申请(?!人|渠道|流程|方式|途径))?(?!系统|平台)",
        "依申请(?!公开(?:系统|平台))",
        f"(?:要求|提出|申请)?公开的?{_INFORMATION}(?:公开)?的?申请(?!人|渠道|流程|方式|途径)",
        f"(?:要求|申请)(?:获取的?{_INFORMATION}|公开的?{_INFORMATION}|{_INFORMATION}公开|公开的信息)的?(?:申请)?",
        "申请公开(?!的)|(?<![动以意分予])公开申请(?!人|渠道|流程|方式|途径)",
    ),
    "request": ("申请(?!人)(?:书|表|件)?",),
    "requester": (
        "(?:公民|自然人|个人)(?:、|和|或|与|及)?(?:法人)(?:、|和|或|以?及|或者)其他(?:社会)?组织",
        "(?:社会)?(?:公众|群众|申请人|各界|村民|居民|纳税人、?(?:缴费人)?|市民(?!政))|任何(?:形式|方式|单位|个人)?|各类|各种(?:形式|渠道|方式)|相关|有关",
        "(?:向|来自)[^,;。、()]{1,16}?(?:提出|提交|递交|发出)|向[我本][^,;。、()0-9]{1,6}?(?=申请|提出)",
        "(?:书面|当面|网络|信函)或者?其[他它](?:形式|方式)的?",
    ),
    "channels": (
        "通过[^,;。()]{1,24}?等(?:多种|各种)?(?:途径|渠道|方式|形式|平台)",
        "(?:线上|网上)[、和与及]?(?:线下|书面)(?:渠道|途径|方式|形式)?的?(?=依?申请|政府信息|信息公开)",
        "(?:(?:网络|网上|互联网|信函|邮寄|当面|传真|电子邮件|书面|现场)[、和及]?){2,6}(?:等|[及或和]?其[他它])(?:多种|各种|任何)?(?:途径|渠道|方式|形式)的?",
    ),
    **CHANNELS,
    "means": ("平台|短信|自助|数据电文",),
    **APPLICANTS,
    "advocate": ("律师",),
    **RESULTS,
    "deal": (
        "已主动公开|已经主动公开|免予公开|不予受理|信息不存在|不存在(?!因|被|涉及|依申请|申请公开|(?:政府)?信息公开的?申请)|不掌握|不属于|告知|出具|要求补正|补正|撤回|撤销|重复|未予",
    ),
    "late": ("逾期|超期|延期(?![至到])|超时|未能?(?:按期|按时|及时|如期)(?=答复|办结|办理|回复)",),
    "over_long": (
        "(?:自|从)?(?:19|20)[0-9]{2}年?(?:至|到|-|–|—|~){1,2}(?:19|20)[0-9]{2}年度?|本届|任期",
        "(?:近|过去|前)[一二两三四五六七八九十0-9]{1,3}年来?|历年|十[一二三四]五",
        "(?:[二两三四五六七八九]|十[一二三四五六七八九]?|[2-9]|1[0-9])年来",
    ),
    "whole_span": (
        "(?:自|从)?(?<![0-9])0?1月0?1日起?(?:至|到|-|–|—|~){1,2}(?:20[0-9]{2}年)?12月31日(?:止|底)?",
        "(?:截[至止]到?)?12月(?:31日|底|末)止?|(?<![0-9])0?1(?:月份?)?(?:至|到|-|–|—|~){1,2}12月份?",
        "(?:截[至止]到?)?年[底末]|一年以?来|全年度?|年内|年度内?|报告期内?",
    ),
    "period": (
        f"(?:上|下)半年|[前第]?[一二三四1234]个?季度|(?<![0-9])(?:0?[0-9]|1[0-2])(?:月份?)?(?:至|到|-|–|—|~){{1,2}}{_MONTH}份?",
        f"{_MONTH}(?:份|底|末|初|[上中下]旬|[0-9]{{1,2}}日)?|{_LARGE}月(?:份|底|末|初)?|(?<!报告)期间|{_LARGE}月{_LARGE}日",
        "(?<!今年)(?<!本年)(?<!年度)(?<!年初)以来",
    ),
    "this": ("(?:今年|本年度?|年初)以来|本年度?|今年|当年度?(?!办结|答复)|该年度?|本报告年度|报告年度",),
    "last": ("[年期]初(?=结转)|(?<!以)上(?:一个?|个)?年度?|去年度?|前一年度?",),
    "next": ("下(?:一个?|个)?年度?|次年度?|明年度?|来年|翌年|第二年度?",),
    "year": ("(?:19|20)[0-9]{2}年度?", "二[〇○零][〇○零一二三四五六七八九]{2}年度?"),
    "percent": (PERCENT,),
    "money": (MONEY,),
    "count": (COUNT,),
    "body": (
        "代表[^,;、()]{0,10}?政府|本级|机关本部|备案|不含|不包括|不包含|除外|仅统计|仅含",
        f"{_GOVERNMENT}(?:人民)?政?府办(?:公室|公厅)?",
        "以[^,;、()0-9]{0,6}(?:政府|管委会)名义|代[^,;、()0-9]{0,3}政府(?=受理|答复|办理|收)",
    ),
    "whole": ("全(?:市|区|县|省|镇|乡|街道?|州|旗|系统|国|自治区|自治州|域)|各级(?:各部门|行政机关|政府)?",),
    "respective": ("分别|依次",),
    "each": ("平均|月均|日均|年均|人均|每(?:年|月|日|天|人|件)?",),
    "some": (
        "等(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})?[个家]?(?:部门|单位|乡镇|镇街|街道|机关)",
        "当年(?=办结|答复)|各(?:县|区|镇|乡|街|部门|单位|局|直属)[^,;。、0-9共]{0,8}?(?=(?:收到|受理)(?![^,;。]{0,12}共))",
        "部分(?=单位|部门|乡镇|街道|地区|县|镇)|个别|(?<!大)(?:少数|多数)",
        "(?<![及和与含括])(?:[局委办厅院]属|下属|所属|直属|二级)(?:各|事业)*单位(?:中,|(?=[^,;。0-9]{0,8}(?:收到|受理)))",
        "(?:[0-9]{1,4}|[一二三四五六七八九十]{1,3})[个家][^,;。、()0-9]{0,6}?(?:单位|部门|乡镇|街道|机关|镇|乡|县|区|局)",
    ),
    "helping": ("协助|协同|协办|指导|督促|督办|配合|参与|会同|审查|审核|抽查|转送|移交|交办|转来|转交|代为",),
    "supposed": ("如果|假如|倘若|若(?!干)|做到|力争|确保|计划|预计|重新|多收|少收|增收|多受理|少受理",),
    "compare": (
        "[与同和](?=(?:上一?年度?|去年|20[0-9]{2}年度?)[^,;。0-9]{0,4}(?:持平|相当|相近|一致))",
        "持平|同比|环比|相比|相较|[比较](?=上年|上一|去年|前一?年|同期|往年|20[0-9]{2}|\\()|同期",
    ),
    "topical": ("通过|经由|涉及|围绕|针对|关于",),
    "among": ("其中",),
    "besides": ("除(?=[^,;。!?]{1,24}外,)",),
    "contain": ("(?:内|包)?含(?!金量)|包括|包含|涵盖",),
    "etc": ("等|多种|多渠道",),
    "rest": ("其余|剩余|剩下|剩(?=[0-9])|余下|尚有|还有|仍有|另有|另外|另|余(?=[0-9])",),
    "legacy": ("遗留|(?:尚?未)(?:办结|答复|办理|处理)(?:完毕|完成)?|(?:跨年)",),
    "neg": (
        "从未|尚未|未有|未曾|并未|未(?!来|尾)|没有(?:人|[一1][件起例宗项次])?|没|暂无|均无|无人|无一[件起例宗](?=引发|引起|引致|发生|产生|被)|无(?!障碍|纸|偿|法|正当|理|效)",
        "零(?=败诉|结转|申请|受理|收到|依申请|政府信息|发生|案件|复议|诉讼)",
        "不存在(?=(?:因|被|涉及)?[^,;。0-9]{0,24}(?:复议|诉讼)|依申请公开|申请公开|(?:政府)?信息公开的?申请)",
        "一[件起例宗项次](?:也|都)?(?:没有?|未)",
    ),
    "happen": ("(?<=[未有])(?:发生|产生|出现)过?[一1][件起例宗项次]|(?:发生|产生|出现)过?|存在",),
    "done": ("均已经?|皆已|都已|已全部|全部|已经?|业已|均",),
    "underway": ("(?:正在|尚在|仍在|还在)(?:办理|处理|答复)(?:之?中|过程中|当中)?|在办(?!理)(?:件|中)?",),
    "carry": ("结转|转结|转入|转至|转到|顺延|延续|延期(?=[至到])|滚动|转(?=(?:下|次|明|来|20[0-9]{2}))|延(?=[至到])",),
    "transfer": ("转办|续办|接续办理|继续办理(?=上)",),
    "answer": (
        "(?:办理|处理|答复|办结|回复)(?:完毕|完结|完成|结束)|答复办结|办结答复|答复|办结|办复|回复|办毕|结案",
        "(?:办理|处理)结果(?=总[计数]|[合共]计)",
    ),
    "intake": (
        "受理公开(?=[0-9])|收到|接收到?|接到|接受|新受理|受理|新增(?=依申请|政府信息|信息公开|申请)|新收到?|登记受理|登记(?=依申请|政府信息|信息公开|申请)|收件|收悉",
        "(?<![回征签验吸没自])收(?=依申请|政府信息|信息公开|申请)",
    ),
    "takeon": ("收办|承办|受办",),
    "treat": ("处理|处置",),
    "manage": ("办理",),
    "total": ("共计?|累计|合计|总计|总共|一共|总",),
    "fill": (
        "实际|按时|按期|按照?规定|按程序|按要求|依规|依法|依照规定|及时|如期|逐一|妥善|规范|予以|作出|做出|给予|进行|完成|继续",
        "在?(?:法律|法定|规定)?规?定?的?(?:期限|时限|时间)之?内|限时|经|仅|只|共有|有|为|是|系|了|的|过|对|仍|则|将|再|[之当]?中(?=[,:])|[两二三四五六]项(?=[合共总]计|相加)",
        "件数|数量|总数|总量|总计|数|量|达到?(?=[0-9])|情况|情形|现象|提出|提交|递交|来自|工作|方面",
    ),
    "item": ("案件?|事项|事件|办件|来件|诉求|来信|信件|来函|业务|请求|要求|事宜|材料|件|宗|书|表",),
    "to": ("至|到|入|往|自|于|由|从|[在待](?=20[0-9]{2}年|下一?个?年|次年|明年)",),
    "conj": ("以及|及|和|与|并|且|暨|或者?|同时|也|亦",),
    "comma": (",",),
    # ①受理6件；②其中
    "stop": ("[;。!?\\n.①-⑳]",),
    "dun": ("、",),
    "colon": (":",),
    "open": (r"\(",),
    "close": (r"\)",),
    "quote": ('[“”"]',),
}

SETS: dict[str, str] = {
    **{family: " ".join(labels) for family, labels in FAMILIES.items() if family in ("court", "outcome", "matter")},
    "foreign": "alien court matter",
    "mixed": "treat manage",
    "channel": f"{' '.join(CHANNELS)} means",
    "applicant": f"{' '.join(APPLICANTS)} advocate",
    "result": f"{' '.join(RESULTS)} {' '.join(REASONS)} deal",
    "number": "count single",
    "year_word": "this last next when",
    # between two verbs; between a verb and its object; between the last word and the figure, with and without an object
    "join": "conj dun fill done quote",
    "mod": "fill item requester channels topical total whole done conj dun title gap org this paren quote whole_span",
    "lead": "fill total paren colon this quote done whole_span",
    "pad": "lead item",
    "thing": "subject fill item total quote done mixed answer title colon",
    "plain": "topical fill requester channels total to conj dun single",
    # what may follow a claim that is complete, and one that denies
    "end": "carry comma stop dun paren paren_over conj colon neg among contain rest done quote",
    "denied": "comma stop dun paren conj neg quote",
    # what restricts a whole sentence, and what lifts that
    "of_time": "period over_long",
    "of_body": "body",
    "any_time": "year_word whole_span",
    # what narrows a claim behind it in its clause
    "aside": "channels channel applicant foreign topical respective each some supposed helping compare result late",
    # behind which applications are the object of what is done, or part of a longer name
    "doing": "aside gap title neg carry noise answer mixed takeon intake transfer legacy late happen conj dun among contain "
    "besides rest item fill to percent last next when period etc subject",
    # behind which a verb without an object says nothing certain
    "unsure": "aside gap neg carry noise title over_long last next requester etc",
    "clause": "comma stop colon number",
}


def kinds(names: str) -> tuple[str, ...]:
    """The kinds of words that ``names``, kinds and sets parted by spaces, stand for."""
    found: list[str] = []
    for name in names.split():
        found += _RESOLVED.get(name, (name,))
    return tuple(dict.fromkeys(found))


_RESOLVED: dict[str, tuple[str, ...]] = {}
for _name, _members in SETS.items():
    _RESOLVED[_name] = kinds(_members)

SELF = ("我", "本")
"""With what a body begins that speaks of itself: 我局, 本机关."""
