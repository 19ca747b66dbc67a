# Ce que le compte a acheté, ses factures et leur paiement.

nav-subscription = Abonnement
nav-payments = Paiement
nav-invoices = Factures

# Un montant : ce qui précède les centimes, et le côté où se tient la devise.
money-mark = ,
money = { $amount }{ "\u00A0" }{ $symbol }
price-per-month = { $amount } par mois
price-per-year = { $amount } par an

error-403-owner = Le propriétaire du compte : { $name }.
seats-more = Obtenir plus de licences
seats-whom-to-ask = Qui peut ajouter des licences ?

## L’abonnement

subscription-purpose = Ce que ce compte a acheté, et son prix.
subscription-change = Modifier l’abonnement
subscription-buy = Choisir un forfait
subscription-trial = Ce compte est à l’essai
subscription-trial-text = Choisissez un forfait quand vous voulez. Rien n’est facturé avant.
subscription-trial-ends = L’essai se termine le { $day }. Rien n’est facturé tant que vous n’avez pas choisi de forfait.
subscription-trial-ended = L’essai s’est terminé le { $day }. Rien n’est facturé tant que vous n’avez pas choisi de forfait.
subscription-what = Ce que vous avez
subscription-plan = Forfait
subscription-products = Produits
subscription-light-agents-used = Agents light
subscription-of = { $used } sur { $limit }
subscription-seats = Licences
subscription-seats-used = Licences utilisées
subscription-sell-seats = Licences Sell
subscription-lent = Prêtées par l’opérateur
subscription-lent-one = { $count ->
    [one] Une licence jusqu’au { $day }
   *[other] { $count } licences jusqu’au { $day }
}
subscription-how = Ce que cela coûte
subscription-cycle = Cycle de facturation
cycle-monthly = Mensuel
cycle-annual = Annuel
cycle-monthly-next = Mensuel à partir de la prochaine facture
cycle-annual-next = Annuel à partir de la prochaine facture
subscription-currency = Devise
subscription-price = Prix
subscription-next = Prochaine facture
subscription-next-invoice = { $amount }, le { $day }
subscription-without-tax = Prix hors taxes.
subscription-people-and-bill = Moins de personnes ne réduit pas la facture : modifiez le nombre de licences.
subscription-who = Voir qui utilise les licences
subscription-who-light-agents = Voir les agents light
subscription-see-roles = Voir les rôles

## Le modifier

plan-choose = Choisir un forfait
plan-option = { $plan } – { $price } par licence
subscription-seats-hint = Les administrateurs et les agents en prennent une chacun.
subscription-sell-seats-hint = Sans aucune, le compte n’a pas Sell.
subscription-cycle-hint = Vous payez au début de chaque mois ou de chaque année.
subscription-look = Voir ce qui change
fault-plan = Choisissez un forfait.
fault-cycle = Choisissez un cycle de facturation.
fault-seats = Saisissez un nombre entier de 1 à { $most }.
fault-sell-seats = Saisissez un nombre entier de 0 à { $most }.
subscription-cannot = L’abonnement ne peut pas être modifié ainsi
subscription-same = Rien ne changerait.
subscription-seats-in-use = { $number ->
    [one] Une licence est utilisée
   *[other] { $used } licences sont utilisées
}, et il y en aurait { $limit }. { $count ->
    [one] Retirez d’abord la licence d’une personne, ou gardez une licence de plus.
   *[other] Retirez d’abord les licences de { $over } personnes, ou gardez { $over } licences de plus.
}
subscription-sell-seats-in-use = { $number ->
    [one] Une licence Sell est utilisée
   *[other] { $used } licences Sell sont utilisées
}, et il y en aurait { $limit }. { $count ->
    [one] Retirez d’abord le rôle dans Sell d’une personne.
   *[other] Retirez d’abord les rôles dans Sell de { $over } personnes.
}
subscription-light-agents = { $number ->
    [one] Il y a un agent light
   *[other] Il y a { $used } agents light
}, et le forfait en permet { $limit }. { $count ->
    [one] Donnez d’abord un autre rôle à l’un d’eux.
   *[other] Donnez d’abord un autre rôle à { $over } d’entre eux.
}
subscription-custom-roles = { $count ->
    [one] Une personne a un rôle personnalisé, et le forfait n’en a pas. Le rôle standard d’agent pourrait lui permettre davantage : donnez-lui d’abord un autre rôle.
   *[other] { $shown } personnes ont un rôle personnalisé, et le forfait n’en a pas. Le rôle standard d’agent pourrait leur permettre davantage : donnez-leur d’abord un autre rôle.
}
subscription-who-is-in-the-way = Ont un rôle personnalisé :
subscription-changed-meanwhile = Quelque chose a changé entre-temps, et rien n’a été enregistré. Voici ce que cela donnerait maintenant.

## Ce qui va changer

subscription-will-change = Ce qui va changer
subscription-nothing-yet = Rien n’a encore changé.
subscription-part = Partie de l’abonnement
subscription-before = Maintenant
subscription-after = Ensuite
subscription-charge = { $amount } facturés tout de suite : la différence pour { $days ->
    [one] le jour qui reste
   *[other] les { $days } jours qui restent
} sur les { $of } de cette période, arrondie vers le bas.
subscription-charge-first = La première facture, de { $amount }, est établie tout de suite.
subscription-charge-none = Rien n’est facturé tout de suite.
subscription-charge-next = La prochaine facture est de { $amount }, le { $day }.
subscription-no-refund = Le changement est immédiat. Ce qui est payé pour cette période n’est pas remboursé ; y revenir avant la prochaine facture ne coûte rien.
subscription-cycle-later = Le cycle de facturation change avec la prochaine facture, le { $day }.
subscription-legacy-agents = Vous pouvez créer vos propres rôles. Les agents restent ce qu’ils sont, comme anciens agents, jusqu’à ce que vous leur en donniez un.
subscription-loses-roles = Il n’y a plus de rôles personnalisés.
subscription-fewer-light-agents = { $count ->
    [0] Il n’y a plus d’agents light.
   *[other] Il peut y avoir { $shown } agents light au plus.
}
subscription-loses-product = { $product } est perdu.
subscription-loses-explore = { $count ->
    [one] Une personne perd son rôle dans Explore :
   *[other] { $shown } personnes perdent leur rôle dans Explore :
}
subscription-back = Modifier la demande
subscription-yes = Oui, modifier l’abonnement
notice-subscription-changed = L’abonnement a été modifié.

## Les factures

invoices-purpose = Une pour chaque mois ou chaque année, et une quand le prix monte entre-temps.
invoices-caption = Factures, de la plus récente à la plus ancienne
invoices-download = Télécharger en CSV
invoices-empty-title = Pas encore de facture
invoices-empty-text = La première est établie dès que le compte a un forfait payant.
invoice = Facture
invoice-title = Facture { $number }
invoice-state = État
invoice-open = À payer
invoice-overdue = En retard
invoice-paid = Payée
invoice-void = Annulée
invoice-billed-to = Facturé à
invoice-issued = Date
invoice-due = Échéance
invoice-paid-on = Payée le
invoice-period = Période
invoice-from-until = du { $from } au { $until }
invoice-lines = Lignes de la facture
invoice-item = Désignation
invoice-quantity = Quantité
invoice-unit-price = Prix unitaire
invoice-amount = Montant
invoice-total = Total
invoice-seats-monthly = Licences, { $plan }, un mois
invoice-seats-annual = Licences, { $plan }, un an
invoice-sell-monthly = Licences Sell, un mois
invoice-sell-annual = Licences Sell, un an
invoice-rest = Prix plus élevé ({ $amount } de plus pour une période entière) pour { $days ->
    [one] un jour
   *[other] { $days } jours
} sur { $of }
invoice-how-to-pay = Payez par virement en indiquant le numéro de la facture. Elle est marquée comme payée quand l’argent est arrivé.

## Le paiement

payments-purpose = Comment les factures sont payées, et à qui elles sont adressées.
payments-method = Moyen de paiement
payments-card = Carte
payments-card-ending = { $brand } se terminant par { $last }
payments-expiry = Valable jusqu’en
payments-by-transfer = Les factures sont payées par virement.
payments-none = Aucun moyen de paiement n’a été choisi. Les factures peuvent être payées par virement.
payments-pay-to = Virement à
payments-pay-to-unknown = L’opérateur vous dit où virer l’argent.
payments-no-cards = Ce serveur n’accepte pas les cartes. Ne saisissez jamais un numéro de carte ici : une carte ne se saisirait que sur la page du prestataire de paiement.
payments-card-page = Les cartes se saisissent sur la page du prestataire de paiement. Ne saisissez jamais un numéro de carte ici.
payments-card-open = Ouvrir la page du prestataire
payments-choose-transfer = Payer par virement
payments-to-pay = Ce qui est à payer
payments-open = Factures à payer
payments-open-sum = { $count ->
    [one] Une, de { $amount }
   *[other] { $count } ({ $amount } au total)
}
payments-invoices = Voir les factures
payments-billed = À qui les factures sont adressées
payments-name = Nom
payments-name-hint = Si ce n’est pas { $account }.
payments-address = Adresse
payments-address-hint = Elle figure sur les prochaines factures. Celles qui existent restent telles quelles.
fault-card-number = Cela ressemble à un numéro de carte ou de compte et n’a pas été gardé. N’en saisissez jamais ici.
notice-payment-method = Les factures sont payées par virement.
notice-billing-address = Le destinataire des factures a été enregistré.

## Le courrier

letter-invoice-new = Nouvelle facture
letter-invoice-settled = Facture payée ou annulée
letter-subscription-changed = Abonnement modifié
letter-seats-lent = Licences prêtées, ou fin d’un prêt
mail-invoice-link = Voir la facture
mail-subscription-link = Voir l’abonnement
mail-invoice-new-subject = Facture { $number } de { $account }
mail-invoice-new-lead = La facture { $number } du compte { $account } s’élève à { $total } et doit être payée au plus tard le { $day }.
mail-invoice-paid-subject = La facture { $number } de { $account } est payée
mail-invoice-paid-lead = La facture { $number } du compte { $account } a été marquée comme payée, avec cette note :
mail-invoice-void-subject = La facture { $number } de { $account } est annulée
mail-invoice-void-lead = La facture { $number } du compte { $account } n’est plus à payer. Le motif donné :
mail-subscription-changed-subject = L’abonnement de { $account } a été modifié
mail-subscription-changed-lead = L’abonnement de { $account } a été modifié par { $by }, qui en est administrateur de facturation.
mail-subscription-changed-operator-lead = L’opérateur a modifié l’abonnement de { $account }, pour le motif ci-dessous.
mail-subscription-changed-now = C’est maintenant { $plan } avec { $seats ->
    [one] une licence
   *[other] { $seats } licences
}.
mail-subscription-changed-next = La prochaine facture est de { $total }, le { $day }.
mail-seats-lent-subject = Licences prêtées à { $account }
mail-seats-lent-lead = L’opérateur a prêté à { $account } { $seats ->
    [one] une licence
   *[other] { $seats } licences
} jusqu’au { $day }, sans frais. Le motif donné :
mail-seats-ended-subject = Fin du prêt de licences à { $account }
mail-seats-ended-lead = L’opérateur a repris { $seats ->
    [one] la licence prêtée
   *[other] les { $seats } licences prêtées
} à { $account } jusqu’au { $day }. Personne n’y perd de rôle. Le motif donné :

## Ce que note le journal d’audit

act-subscription-changed = Abonnement modifié
act-invoice-created = Facture établie
act-invoice-paid = Facture marquée comme payée
act-invoice-voided = Facture annulée
act-payment-method-changed = Moyen de paiement modifié
act-billing-address-changed = Destinataire des factures modifié
act-seats-lent = Licences prêtées
act-seats-lending-ended = Fin d’un prêt de licences
