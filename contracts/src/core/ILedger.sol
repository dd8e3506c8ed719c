// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Bucket} from "../types/Bucket.sol";
import {Leaf, Proof} from "../types/Leaf.sol";
import {Work} from "../types/Work.sol";

/// @title ILedger
/// @notice Takes payments for works and pays everyone whom the works promised a part.
/// @dev A payment is one addition to its bucket's gross, whatever hangs upstream. Of a gross g
///
///          a flow is due      floor(g * share / 1e6)
///          the residual       floor(g * (1e6 - sum of shares) / 1e6)
///          a leaf of a tree   floor(flow's due * weight / total weight)
///
///      Every due only grows with g and the dues of a bucket never exceed it; each payee keeps one number, what it was
///      paid already. So nothing depends on the order or the number of calls. A bucket is named by the work's id
///      (sales) or by a hash of it (resale royalties); see `BucketLib`.
interface ILedger {
    /// @notice A payment to one bucket.
    struct Payment {
        bytes32 bucket;
        address token;
        /// In token-wei.
        uint256 amount;
    }

    /// @notice A flow of a work to a parent.
    struct Edge {
        Work work;
        Bucket bucket;
        /// Index of the flow, which is of `Kind.WORK`.
        uint8 flow;
    }

    /// @notice What is to be moved out of one bucket.
    struct Step {
        Work work;
        Bucket bucket;
        /// Bit i moves flow i (lifts it to a work, pays it to an account); bit 32 pays the residual.
        uint256 moves;
    }

    /// @notice Money arrived.
    event Paid(bytes32 indexed bucket, address indexed token, address indexed payer, uint256 amount);
    /// @notice Money was lifted from a bucket to a parent's.
    event Distributed(bytes32 indexed from, bytes32 indexed to, address indexed token, uint256 flow, uint256 amount);
    /// @notice An account was paid its part; `prefix` is its leaf's in a tree, else 0.
    event Claimed(
        bytes32 indexed bucket,
        address indexed token,
        address indexed account,
        uint256 flow,
        uint256 prefix,
        address to,
        uint256 amount
    );
    /// @notice The residual was paid.
    event Collected(bytes32 indexed bucket, address indexed token, address indexed holder, address to, uint256 amount);
    /// @notice A part of a batch failed and changed nothing; `index` is that of the step or call.
    event Skipped(uint256 index, bytes reason);

    /// @notice A bucket holds at most 2^128 - 1 of a token over its life.
    error GrossTooHigh(uint256 gross, uint256 amount);
    /// @notice The token did not say what the Ledger holds.
    error NoBalance(address token);
    /// @notice A token took money away while it was being paid.
    error BalanceFell(address token, uint256 before, uint256 afterwards);
    /// @notice The work has no such flow.
    error NoSuchFlow(uint256 flow, uint256 count);
    /// @notice The moves name a flow that the work does not have.
    error NoSuchMove(uint256 moves, uint256 count);
    /// @notice The flow or leaf points to another kind of thing.
    error WrongKind(uint256 kind, uint256 expected);
    /// @notice There is nothing to pay.
    error NothingOwed(bytes32 bucket, address token);
    /// @notice The account names another chain, nobody, or a contract without its chain.
    error NotPayableHere(uint256 account);
    /// @notice Only the payee may name another recipient.
    error NotPayee(address caller, address payee);
    /// @notice The residual is paid on the chain of the work's home, which must answer.
    error NoHolder(uint256 home);
    /// @notice The arbiter holds the residual, cannot be asked, or gave no clean answer.
    error Held(uint256 arbiter);

    /// @notice Pays a bucket with the caller's tokens, by allowance.
    /// @param bucket The bucket.
    /// @param token The ERC-20 token.
    /// @param amount In token-wei.
    /// @return credited What arrived, in token-wei.
    /// @custom:limit A bucket's gross is at most 2^128 - 1.
    function pay(bytes32 bucket, address token, uint256 amount) external returns (uint256 credited);

    /// @notice Pays many buckets with the caller's tokens.
    /// @param payments What to pay where.
    /// @return credited What arrived of each, in token-wei.
    function payMany(Payment[] calldata payments) external returns (uint256[] memory credited);

    /// @notice Pays a bucket with whatever the caller moves here during `IPuller.onPull`, in one token hop.
    /// @param bucket The bucket.
    /// @param token The ERC-20 token.
    /// @param amount What to announce to the caller, in token-wei.
    /// @param data What to pass to the caller.
    /// @return credited What arrived, in token-wei.
    function payPulled(bytes32 bucket, address token, uint256 amount, bytes calldata data)
        external
        returns (uint256 credited);

    /// @notice Lifts money along edges, each to the sales bucket of a parent; child before parent moves a whole path.
    /// @param edges The edges. One that owes nothing is passed over.
    /// @param token The ERC-20 token.
    function distribute(Edge[] calldata edges, address token) external;

    /// @notice Pays the account of a flow. Anybody may call; only the payee may name another recipient.
    /// @param work The work that owes.
    /// @param bucket Which of its buckets.
    /// @param flow Index of the flow, which is of `Kind.ACCOUNT`.
    /// @param token The ERC-20 token.
    /// @param to The recipient; 0 for the payee itself.
    /// @return amount What was paid, in token-wei.
    function claim(Work calldata work, Bucket bucket, uint256 flow, address token, address to)
        external
        returns (uint256 amount);

    /// @notice Pays a leaf of a flow's contribution tree, or lifts its money when the leaf is a work.
    /// @param work The work that owes.
    /// @param bucket Which of its buckets.
    /// @param flow Index of the flow, which is of `Kind.TREE`.
    /// @param token The ERC-20 token.
    /// @param leaf The leaf.
    /// @param proof The way from the leaf to the root.
    /// @param to The recipient; 0 for the payee itself, and for a work.
    /// @return amount What was moved, in token-wei.
    /// @custom:rule R-6
    function claimTree(
        Work calldata work,
        Bucket bucket,
        uint256 flow,
        address token,
        Leaf calldata leaf,
        Proof calldata proof,
        address to
    ) external returns (uint256 amount);

    /// @notice Pays the residual, at home: of sales to the holder, of resale royalties to the creator, and of both to
    /// the arbiter's beneficiary when it names one.
    /// @param work The work.
    /// @param bucket Which of its buckets.
    /// @param token The ERC-20 token.
    /// @param to The recipient; 0 for the payee itself.
    /// @return amount What was paid, in token-wei.
    function collect(Work calldata work, Bucket bucket, address token, address to) external returns (uint256 amount);

    /// @notice Lifts and pays in one call. What cannot be paid is skipped, undone and reported, and stops nothing.
    /// @param steps The steps, in order; child before parent pays a whole path.
    /// @param token The ERC-20 token.
    /// @custom:limit A recipient gets 300,000 gas; one that needs more claims by itself.
    /// @custom:rule R-7
    function settle(Step[] calldata steps, address token) external;

    /// @notice Makes many calls to this contract for the caller. One that fails is skipped and reported.
    /// @param calls The calls, ABI-encoded.
    /// @return done Which of them succeeded.
    /// @custom:rule R-7
    function batch(bytes[] calldata calls) external returns (bool[] memory done);

    /// @notice Everything a bucket ever received, in token-wei.
    function grossOf(bytes32 bucket, address token) external view returns (uint256);

    /// @notice What was paid of a bucket's residual, in token-wei.
    function collectedOf(bytes32 bucket, address token) external view returns (uint256);

    /// @notice What was paid or lifted of a flow, in token-wei. A tree's leaves count for themselves.
    function paidOf(bytes32 bucket, address token, uint256 flow) external view returns (uint256);

    /// @notice What was paid or lifted of a leaf, in token-wei.
    /// @param prefix The weights of all leaves to its left.
    function paidLeafOf(bytes32 bucket, address token, uint256 flow, uint256 prefix) external view returns (uint256);

    /// @notice What a bucket still owes, before money that must first be lifted to it.
    /// @param work The work.
    /// @param bucket Which of its buckets.
    /// @param token The ERC-20 token.
    /// @return flows By flow, in token-wei. Of a tree: all that its leaves ever earned, paid or not.
    /// @return residual In token-wei.
    function owed(Work calldata work, Bucket bucket, address token)
        external
        view
        returns (uint256[] memory flows, uint256 residual);
}
