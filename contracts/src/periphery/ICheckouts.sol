// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Offer} from "../types/Offer.sol";
import {Work} from "../types/Work.sol";

/// @title ICheckouts
/// @notice Gives every (offer, resource) an address of its own; whoever pays it has named what is bought.
/// @dev A checkout's address commits to the offer and the resource, so a plain EIP-3009 authorization, as every standard
///      HTTP 402 client signs it, is a complete order. Prices are fixed: offers with a feed are refused.
interface ICheckouts {
    /// @notice An EIP-3009 `TransferWithAuthorization` whose recipient is the checkout.
    struct Authorization {
        address from;
        uint256 value;
        uint256 validAfter;
        uint256 validBefore;
        bytes32 nonce;
        bytes signature;
    }

    /// @notice A payment bought a license for its payer.
    event Settled(address indexed checkout, address indexed payer, bytes32 indexed nonce, uint256 license);

    /// @notice A payment was sent back.
    event Refunded(address indexed checkout, address indexed payer, bytes32 indexed nonce, uint256 amount);

    /// @notice Money that nobody asked for was noted; it may be swept after a day.
    event Noted(address indexed checkout, address indexed token, uint256 amount, uint256 sweepAt);

    /// @notice Money that nobody asked for went to the work's sales bucket.
    event Swept(address indexed checkout, address indexed token, uint256 amount);

    /// @notice A checkout has one price, so its offer may not follow a feed.
    error FeedRefused(address feed);

    /// @notice The authorization is for another amount than the price; it was not used.
    error WrongValue(uint256 value, uint256 price);

    /// @notice The token refused the authorization: it is used, cancelled, too early, too late, forged or not covered.
    error AuthorizationRefused(bytes reason);

    /// @notice The token reported success, but the money did not arrive.
    error NotArrived(uint256 before, uint256 afterwards, uint256 value);

    /// @notice This payer's nonce was settled, delivered or refunded already.
    error AlreadyDone(address payer, bytes32 nonce);

    /// @notice The gateway's instruction is too old.
    error DeadlinePassed(uint256 deadline);

    /// @notice The offer's gateway did not sign this instruction.
    error WrongGateway(address gateway);

    /// @notice A note is pending: sweep it first.
    error NotePending(uint256 sweepAt);

    /// @notice No money was noted here, or not for long enough.
    error NothingToSweep(address checkout, address token);

    /// @notice Only Licenses and the Ledger ask for the money, and only within a purchase or a sweep.
    error UnexpectedPull(address caller);

    /// @notice The address of a checkout, whether or not code is there yet.
    /// @param offer The offer's id.
    /// @param resource What is bought under it, as the seller names it; 0 if the offer says it all.
    function checkoutOf(bytes32 offer, bytes32 resource) external view returns (address);

    /// @notice Moves the authorized money, pays the Ledger and gives the license to the payer; anyone may send it.
    /// @dev Deploys the checkout when it is absent. The value must be the price exactly.
    /// @return license The license's id.
    /// @custom:rule R-9
    function settle(
        Offer calldata offer,
        bytes calldata signature,
        Work calldata work,
        bytes32 resource,
        Authorization calldata authorization
    ) external returns (uint256 license);

    /// @notice Gives the license for a transfer that somebody else submitted, on the gateway's word.
    /// @dev The gateway, which saw who paid, signs `Deliver(address checkout,address payer,bytes32 nonce,uint256 deadline)`.
    ///      A used nonce alone would prove nothing: EIP-3009 marks a cancelled one used as well.
    /// @custom:limit A gateway answers within a day of the payment and sets no later deadline: once the money was swept,
    ///               an answer is paid from what arrived since.
    /// @return license The license's id.
    /// @custom:rule R-9
    function deliver(
        Offer calldata offer,
        bytes calldata signature,
        Work calldata work,
        bytes32 resource,
        address payer,
        bytes32 nonce,
        uint256 deadline,
        bytes calldata gatewaySignature
    ) external returns (uint256 license);

    /// @notice Sends a transfer back to its payer, on the gateway's word.
    /// @dev The gateway signs `Refund(address checkout,address payer,bytes32 nonce,uint256 amount,uint256 deadline)`.
    /// @param amount What the payer had sent, in token-wei of the offer's token.
    /// @custom:rule R-9
    function refund(
        Offer calldata offer,
        bytes32 resource,
        address payer,
        bytes32 nonce,
        uint256 amount,
        uint256 deadline,
        bytes calldata gatewaySignature
    ) external;

    /// @notice Starts the day after which what lies in a checkout now may be swept; anyone may call.
    /// @return amount What was noted, in token-wei.
    function note(bytes32 offer, bytes32 resource, address token) external returns (uint256 amount);

    /// @notice Pays what was noted a day ago, and is still there, into the work's sales bucket; anyone may call.
    /// @dev Money that arrived after the note stays. What was delivered or refunded since counts against the note.
    /// @return credited What the Ledger credited, in token-wei.
    function sweep(Offer calldata offer, bytes32 resource, address token) external returns (uint256 credited);

    /// @notice Whether a payer's nonce was settled, delivered or refunded at a checkout.
    function isDone(address checkout, address payer, bytes32 nonce) external view returns (bool);

    /// @notice What is noted for sweeping at a checkout, and from when.
    function noteOf(address checkout, address token) external view returns (uint256 amount, uint256 sweepAt);
}
