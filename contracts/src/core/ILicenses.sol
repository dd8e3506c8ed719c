// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Account} from "../types/Account.sol";
import {Offer} from "../types/Offer.sol";
import {Work} from "../types/Work.sol";

/// @title ILicenses
/// @notice Sells rights in works, and answers whether a right holds now.
/// @dev A license is an ERC-721 token and an ERC-5643 subscription. Holders sign offers without gas; a buyer shows the
///      signed offer and the work's preimage, the payment reaches the Ledger and the license is minted in one
///      transaction. Terms that are not stored are shown again as the offer's preimage. There are no refunds here.
///      License id = offer id with its low 32 bits cleared, plus the serial number 1, 2, 3, ...
interface ILicenses {
    /// @notice An offer became known on chain, by its first sale or by being listed.
    event Offered(bytes32 indexed offer, bytes32 indexed work, address indexed holder, Offer terms);

    /// @notice A license was sold.
    /// @param price What was paid, in token-wei of the offer's token.
    /// @param expiry The second at which it ends, 2^48 - 1 if never.
    event Bought(
        bytes32 indexed offer,
        uint256 indexed license,
        address indexed buyer,
        address payer,
        uint256 price,
        uint256 expiry
    );

    /// @notice A license was extended.
    event Renewed(uint256 indexed license, address indexed payer, uint256 price, uint256 expiry);

    /// @notice An offer can be renewed through ERC-5643 from now on.
    event Listed(bytes32 indexed offer);

    /// @notice A signer withdrew one offer.
    event Cancelled(address indexed signer, bytes32 indexed offer);

    /// @notice A signer withdrew every offer signed with a lower counter.
    event AllCancelled(address indexed signer, uint256 counter);

    /// @notice The owner's voucher was presented: so many uses were taken since the start.
    event Used(uint256 indexed license, uint256 used);

    /// @notice The owner declared its revenue since the start.
    event Declared(uint256 indexed license, uint256 total, uint256 due);

    /// @notice A derivative relies on a license; that took one use.
    event Linked(uint256 indexed license, bytes32 indexed derivative, bytes32 indexed work);

    /// @notice The work shown is not the one the offer is for.
    error WrongWork(bytes32 shown, bytes32 offered);

    /// @notice The work lives on another chain or in no contract, so nobody here can sell it.
    error NotAtHome(Account home);

    /// @notice The work changed hands since the offer was signed.
    error WrongEpoch(uint256 offered, uint256 current);

    /// @notice The signer withdrew all offers since.
    error WrongCounter(uint256 offered, uint256 current);

    /// @notice The signer withdrew this offer.
    error OfferCancelled(bytes32 offer);

    /// @notice The offer can no longer be bought.
    error OfferExpired(uint256 validUntil);

    /// @notice The work's holder did not sign this offer.
    error WrongSignature(address holder);

    /// @notice The offer names another buyer.
    error WrongBuyer(address buyer, address only);

    /// @notice All licenses of this offer are sold.
    error SoldOut(bytes32 offer, uint256 supply);

    /// @notice The amount passes what the buyer accepts.
    error PriceTooHigh(uint256 amount, uint256 maxPrice);

    /// @notice Less reached the Ledger than was due, as with tokens that take a fee.
    error PaidShort(uint256 credited, uint256 due);

    /// @notice The expiry passes 48 bits.
    error ExpiryTooFar(uint256 expiry);

    /// @notice The license was not sold under this offer.
    error WrongOffer(uint256 license, bytes32 offer);

    /// @notice The license lasts for ever, or its rights have ended for another reason than time.
    error NotRenewable(uint256 license);

    /// @notice Nobody listed the offer of this license, see `list`.
    error NotListed(uint256 license);

    /// @notice A listed price must be fixed, since a renewal by ERC-5643 names no highest price.
    error FeedNotListable(address feed);

    /// @notice The extension is not a positive multiple of the offer's duration.
    error DurationNotOffered(uint256 duration, uint256 offered);

    /// @notice Ether is not accepted; the price is in the offer's token.
    error EtherRefused(uint256 value);

    /// @notice The license's time, a missed report or its revenue cap ended it.
    error Ended(uint256 license);

    /// @notice The license does not grant this right now.
    error NotValid(uint256 license, uint8 right);

    /// @notice Only the license's owner may do this.
    error NotLicensee(uint256 license, address caller);

    /// @notice The license may not be resold.
    error NotTransferable(uint256 license);

    /// @notice A voucher must count more uses than the one before.
    error VoucherOutdated(uint256 shown, uint256 used);

    /// @notice The license does not include so many uses.
    error TooManyUses(uint256 used, uint256 uses);

    /// @notice Declared revenue never shrinks.
    error TotalShrank(uint256 total, uint256 declared);

    /// @notice Declared revenue may not pass the cap.
    error CapPassed(uint256 total, uint256 cap);

    /// @notice Only the derivative's creator may link it.
    error NotCreator(Account creator, address caller);

    /// @notice The license is linked to this derivative already.
    error AlreadyLinked(uint256 license, bytes32 derivative);

    /// @notice The path does not lead from the derivative to the licensed work, see `link`.
    error BrokenPath(uint256 step);

    /// @notice Along the path the work is owed less than the license asks.
    error ShareTooLow(uint256 share, uint256 required);

    /// @notice Only the Ledger asks for the money, and only within a payment.
    error NotLedger(address caller);

    /// @notice Buys a license; the caller pays by allowance.
    /// @dev The token goes from the caller to the Ledger in one hop. A price of 0 moves no token.
    /// @param offer The terms.
    /// @param signature The holder's EIP-712 signature of the offer (ECDSA 64 or 65 bytes, or ERC-1271).
    /// @param work The work's preimage.
    /// @param to Who owns the license.
    /// @param maxPrice The most the caller pays, in token-wei; matters when a feed sets the amount.
    /// @return license The license's id.
    /// @custom:rule R-12 only in the epoch and with the counter that the signer saw
    function buy(Offer calldata offer, bytes calldata signature, Work calldata work, address to, uint256 maxPrice)
        external
        returns (uint256 license);

    /// @notice Buys a license; the caller, a contract, brings the money when it is called back.
    /// @dev Calls `onPull(token, amount, data)` on the caller, which must move `amount` to the Ledger.
    function buyPulled(
        Offer calldata offer,
        bytes calldata signature,
        Work calldata work,
        address to,
        uint256 maxPrice,
        bytes calldata data
    ) external returns (uint256 license);

    /// @notice Extends a license by the offer's duration, from its expiry or from now, whichever is later.
    /// @dev The offer must still be open; anyone may pay.
    /// @return expiry The second at which it ends now.
    function renew(
        Offer calldata offer,
        bytes calldata signature,
        Work calldata work,
        uint256 license,
        uint256 maxPrice
    ) external returns (uint256 expiry);

    /// @notice Keeps an open offer's price on chain, so that wallets can renew its licenses through ERC-5643.
    /// @dev Anyone may list; the holder's signature is what counts.
    function list(Offer calldata offer, bytes calldata signature, Work calldata work) external;

    /// @notice Withdraws one offer of the caller.
    function cancel(bytes32 offer) external;

    /// @notice Withdraws every offer of the caller signed so far.
    function cancelAll() external;

    /// @notice Records uses. Anyone may present the owner's voucher `Voucher(uint256 license,uint32 used)`.
    /// @param used The uses since the start, more than any voucher before.
    /// @param signature The present owner's EIP-712 signature (ECDSA or ERC-1271).
    function use(uint256 license, uint32 used, bytes calldata signature) external;

    /// @notice Declares the revenue earned under a license since its start, and pays what is due on the growth.
    /// @dev A total that did not grow may be declared: it keeps the reports on time.
    /// @param total Revenue since the start, in token-wei of the offer's token.
    /// @return due What was paid: the part of `total` that is due, less all paid before.
    /// @custom:rounding Up, against the licensee, and of the total: declaring often costs no more.
    function declare(Offer calldata offer, uint256 license, uint128 total) external returns (uint256 due);

    /// @notice Shows that a derivative relies on a license; takes one use. Only by its creator, who owns the license.
    /// @param derivative The derivative's preimage.
    /// @param flowPath The index of the flow to follow at each step: from the derivative, then from each of `path`.
    /// @param path The works strictly between the derivative and the licensed work; one fewer than `flowPath`.
    /// @custom:rounding The share along the path rounds down at each step, in favor of the licensed work.
    function link(
        Work calldata derivative,
        uint8[] calldata flowPath,
        Work[] calldata path,
        Offer calldata offer,
        uint256 license
    ) external;

    /// @notice Whether a license grants a right now: duration, uses, cap, reports and rights. Gateways ask this.
    /// @param right One bit of `Rights`.
    /// @custom:rule R-8
    function isValid(uint256 license, uint8 right) external view returns (bool);

    /// @notice Says nothing if a license can be renewed by ERC-5643 now, and why not otherwise.
    function requireRenewable(uint256 license) external view;

    /// @notice A hash that changes when anything changes that a buyer, lender or locker of this work relies on:
    ///         holder, epoch, model keys, exclusive rights sold, arbiter.
    /// @custom:rule R-12
    function stateOf(Work calldata work) external view returns (bytes32);

    /// @notice Until when a right in a work is sold exclusively, 0 if never; 2^48 - 1 if for ever.
    function exclusiveUntil(bytes32 work, uint8 right) external view returns (uint256);

    /// @notice How many licenses of an offer were sold.
    function soldOf(bytes32 offer) external view returns (uint256);

    /// @notice The counter that a signer's offers must name.
    function counterOf(address signer) external view returns (uint256);

    /// @notice Whether a signer withdrew an offer.
    function isCancelled(address signer, bytes32 offer) external view returns (bool);

    /// @notice Uses taken by vouchers and by links; together never more than the license includes.
    function usesOf(uint256 license) external view returns (uint256 used, uint256 links);

    /// @notice Revenue declared so far and the last second for the next report (0 if none is required).
    function reportOf(uint256 license) external view returns (uint256 total, uint256 reportBy);

    /// @notice Whether a derivative was linked to a license.
    function isLinked(uint256 license, bytes32 derivative) external view returns (bool);

    /// @notice The id of an offer: its EIP-712 struct hash, the same on every chain.
    function idOf(Offer calldata offer) external pure returns (bytes32);
}
