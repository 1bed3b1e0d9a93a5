"""Products: a list of objects or names, or a single one."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefs.aliases import CAMPAIGN, PRODUCT
from briefs.collect import Fields, collect
from briefs.descriptions import description
from briefs.draft import Draft, values_of, whole
from briefs.located import Located, Tree
from briefs.paths import asset_path, places
from briefs.report import Report
from briefs.values import choose, line
from shared.brief import MAX_PRODUCTS, Product, wanted

_A_PRODUCT = "a product: an object with a name, or a name alone"
_NAME = wanted(Product, "name")
_PICTURES = ("hero_asset", "existing_assets", "assets")

# Fields that a campaign has once, but that people write per product.
_CAMPAIGN_WIDE = {
    "product_message": "campaign_message",
    "product_call_to_action": "call_to_action",
    "product_audience": "target_audience",
    "product_colors": "brand_colors",
}


@dataclass(slots=True)
class Products:
    report: Report
    draft: Draft
    _read: list[Fields] = field(default_factory=list)

    def add(self, places: list[Located]) -> None:
        """`places` is where `products` stands."""
        report = self.report
        chosen = choose(places, "products", lambda found: None if found.absent else found.value, report)
        if not chosen:
            return
        found = chosen[0]
        items = [] if found.absent or not found.value else list(found.items())
        if _is_one_product(found.value):
            report.note(found, "read as a list of one product")
        elif items and not isinstance(found.value, list):
            report.problem(found, "wrong_type", "a list of products")
            items = []
        # One more than allowed, so that the model refuses the list, but not a hundred thousand more.
        values = [self._product(index, item) for index, item in enumerate(items[: MAX_PRODUCTS + 1])]
        self.draft.put("products", (found, values or None))

    def campaign_wide(self, fields: Fields) -> Fields:
        """`fields` with what every product says alike, where the campaign itself says nothing."""
        lifted = {name: self._lift(own, name, fields) for own, name in _CAMPAIGN_WIDE.items()}
        return {**fields, **{name: found for name, found in lifted.items() if found}}

    def _product(self, index: int, item: Located) -> dict[str, object]:
        self.draft.origins["products", index] = item
        if isinstance(item.value, dict):
            fields = collect(item, PRODUCT, self.report)
        elif isinstance(item.value, str) and not item.absent:
            fields = {"name": [item]}
        else:
            self.report.problem(item, "empty" if item.absent else "wrong_type", _A_PRODUCT)
            # The problem tells it all: the missing name would only repeat it.
            self.draft.origins["products", index, "name"] = item
            fields = {}
        self._read.append(fields)
        product: dict[str, object] = {}
        self._put(product, index, "name", self._name(fields))
        self._put(product, index, "description", description(fields, self.report))
        self._put_pictures(product, index, fields)
        return product

    def _put(
        self, product: dict[str, object], index: int, name: str, chosen: tuple[Located, str | None] | None
    ) -> None:
        if chosen:
            self.draft.origins["products", index, name] = chosen[0]
            if chosen[1] is not None:
                product[name] = chosen[1]

    def _name(self, fields: Fields) -> tuple[Located, str | None] | None:
        named = choose(fields.get("name", []), "name", lambda found: line(found, self.report, _NAME), self.report)
        stand_ins = fields.get("product_id", [])
        if named and (named[1] or not named[0].absent):
            for found in stand_ins:
                self.report.note(found, "no effect: products have ids of their own")
            return named
        for found in stand_ins:
            if name := line(found, self.report, _NAME):
                self.report.note(found, "stands in for the product's name, which is missing")
                return found, name
        return named

    def _put_pictures(self, product: dict[str, object], index: int, fields: Fields) -> None:
        pictures: list[Located] = []
        for name in _PICTURES:
            stated = choose(fields.get(name, []), "existing_assets", self._paths, self.report, compared=values_of)
            if stated and stated[1]:
                pictures += stated[1]
                if name != "existing_assets":
                    self.report.note(stated[0], "read as one of existing_assets")
        if pictures:
            product["existing_assets"] = values_of(pictures)
            self.draft.origins["products", index, "existing_assets"] = whole(pictures)
            for number, picture in enumerate(pictures):
                self.draft.origins["products", index, "existing_assets", number] = picture

    def _paths(self, found: Located) -> list[Located] | None:
        read = (
            Located(place.pointer, path)
            for place in places(found, self.report)
            if (path := asset_path(place, self.report, "the picture will be generated"))
        )
        return list(read) or None

    def _lift(self, own: str, name: str, fields: Fields) -> list[Located]:
        stated = [[found for found in product.get(own, []) if not found.absent] for product in self._read]
        given = [found for of_product in stated for found in of_product]
        of_campaign = [entry.name for entry in CAMPAIGN.entries if entry.becomes == name]
        campaign_has_it = any(not found.absent for entry in of_campaign for found in fields.get(entry, []))
        if not given:
            return []
        if not campaign_has_it and all(stated) and all(found.value == given[0].value for found in given):
            self.report.note(given[0], f"every product says the same: read as the campaign's {name}")
            return given[:1]
        for found in given:
            self.report.note(found, f"not used: one {name} serves the whole campaign")
        return []


def _is_one_product(value: Tree) -> bool:
    if isinstance(value, dict):
        return any(PRODUCT.entry(key) for key in value)
    return isinstance(value, str) and bool(value.strip())
