"""What the demo's people write to the guest at the hotel's desk, the fullest first."""

WRITTEN = (
    (
        "Antes de que se vaya quisiera preguntarle por su descanso: veo que el aire de su "
        "cuarto estuvo en observación las dos noches. Lamento si hizo ruido. Ahora mismo dejo "
        "la orden a mantenimiento a mi nombre, y si le sirve puede quedarse hasta las dos sin "
        "costo."
    ),
    (
        "Gracias por quedarse con nosotros. ¿Cómo estuvo el aire acondicionado estas noches? En"
        " el registro aparece en observación. Disculpe si no la dejó dormir bien. Voy a avisar "
        "para que lo revisen hoy."
    ),
    (
        "Qué bueno que estuvo todo bien. Si necesita algo más, con gusto. Le deseo un buen "
        "viaje y esperamos verla pronto otra vez por aquí, siempre es bienvenida en nuestro "
        "hotel."
    ),
)
