// A number's field holds a point whatever the language; the name of its row has the author's mark.
class FigureBlock extends window.wagtailStreamField.blocks.FieldBlockDefinition {
  render(...args) {
    const block = super.render(...args);
    const label = block.getTextLabel.bind(block);
    block.getTextLabel = (options) => {
      const typed = label(options);
      const value = typed ? Number(typed) : Number.NaN;
      if (Number.isNaN(value)) return typed;
      return value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 12, useGrouping: false });
    };
    return block;
  }
}

window.telepath.register("trato.FigureBlock", FigureBlock);
